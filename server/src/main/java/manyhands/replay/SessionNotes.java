package manyhands.replay;

import java.time.Duration;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.session.SessionView;
import org.jspecify.annotations.Nullable;

/// What people and servers did to the session as a whole, for the summary.
final class SessionNotes {

  private final SessionView view;
  private final Page page;
  private boolean any;

  SessionNotes(SessionView view, Page page) {
    this.view = view;
    this.page = page;
  }

  void write(Facts facts) {
    facts.forEach(this::read);
    if (any) {
      page.raw("</ol>\n</section>\n");
    }
  }

  private void read(Entry entry) {
    String words = words(entry.event());
    if (words == null) {
      return;
    }
    if (!any) {
      page.raw("<section>\n<h2>The session</h2>\n<ol class=\"steps\">\n");
      any = true;
    }
    page.raw("<li class=\"note\">");
    page.element("time", Words.offset(Duration.between(view.createdAt(), entry.at())));
    page.element("p", words).raw("</li>\n");
  }

  private static @Nullable String words(Event event) {
    return switch (event) {
      case Event.PlanChanged changed -> "The plan was changed: " + changed.why();
      case Event.SessionStarted started -> "Started by " + started.by();
      case Event.SessionPaused paused when paused.agent() == null -> "Paused by " + paused.by();
      case Event.SessionResumed resumed when resumed.agent() == null ->
          "Resumed by " + resumed.by();
      case Event.SessionRecovered _ -> "A new server took over from one that had ended";
      case Event.SessionContinued more -> "Continued by " + more.by() + ": " + more.prompt();
      case Event.MessageSent message when message.agent() == null ->
          "Message to everybody: " + message.text();
      case Event _ -> null;
    };
  }
}
