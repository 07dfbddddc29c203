package manyhands.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.ActionPerformed;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import org.jspecify.annotations.Nullable;

/// One agent's part of a session, step by step: what it thought, what it did and what it saw then.
/// A step is written when the next one begins.
final class AgentStory {

  private final AgentId agent;
  private final SessionView view;
  private final Set<String> missing;
  private final Page page;

  private final Set<String> asked = new HashSet<>();
  private @Nullable Step step;
  private @Nullable BlobId shown;

  AgentStory(AgentId agent, SessionView view, Set<String> missing, Page page) {
    this.agent = agent;
    this.view = view;
    this.missing = missing;
    this.page = page;
  }

  void read(Entry entry) {
    switch (entry.event()) {
      case Event.TaskAssigned it when is(it.agent()) ->
          note(entry.at(), "Began: " + description(it.task().value()));
      case Event.TaskChecked it when is(it.agent()) ->
          note(
              entry.at(),
              "Checked: "
                  + it.standing().name().toLowerCase(java.util.Locale.ROOT)
                  + ". "
                  + it.reason());
      case Event.TaskCompleted it when is(it.agent()) -> note(entry.at(), "✓ " + it.result());
      case Event.TaskFailed it when agent.equals(it.agent()) ->
          note(entry.at(), "✗ " + it.reason());
      case Event.DesktopLost it when is(it.agent()) ->
          note(entry.at(), "The desktop was lost: " + it.reason());
      case Event.SeatTaken it when is(it.agent()) ->
          note(entry.at(), "Mouse and keyboard were taken by " + it.holder());
      case Event.SeatReturned it when is(it.agent()) ->
          note(
              entry.at(),
              "Handed back after " + Words.count(it.actions(), "action") + ": " + it.why());
      case Event.MessageSent it when agent.equals(it.agent()) ->
          note(entry.at(), "Message: " + it.text());
      case Event.ApprovalAsked it when is(it.agent()) ->
          note(entry.at(), "Asked whether it may: " + it.words());
      case Event.QuestionAsked it when is(it.agent()) -> {
        asked.add(it.question());
        note(entry.at(), "Asked a person: " + it.text());
      }
      case Event.QuestionAnswered it when asked.contains(it.question()) ->
          note(entry.at(), it.text() == null ? "Nobody answered" : "Was told: " + it.text());
      case Event.NoteAdded it when is(it.agent()) -> note(entry.at(), "Noted: " + it.text());
      case Event.SessionPaused it when agent.equals(it.agent()) ->
          note(entry.at(), "Paused by " + it.by());
      case Event.SessionResumed it when agent.equals(it.agent()) ->
          note(entry.at(), "Resumed by " + it.by());
      case Event.ModelAnswered it when is(it.agent()) -> answered(entry.at(), it);
      case Event.ActionIntended it when is(it.agent()) -> step(entry.at()).intend(it);
      case ActionPerformed it when agent.equals(it.agent()) -> step(entry.at()).perform(it);
      case Event.ScreenSeen it when is(it.agent()) -> seen(entry, it);
      case Event _ -> {}
    }
  }

  void end() {
    Step last = step;
    step = null;
    if (last != null) {
      write(last);
    }
  }

  private boolean is(@Nullable AgentId other) {
    return agent.equals(other);
  }

  private String description(String task) {
    return view.tasks().stream()
        .filter(one -> one.id().value().equals(task))
        .map(TaskView::description)
        .findFirst()
        .orElse(task);
  }

  private void answered(Instant at, Event.ModelAnswered answer) {
    end();
    Step begun = step(at);
    begun.said = answer.text();
    begun.thought =
        answer.thinking().stream().map(Event.Thought::text).collect(Collectors.joining("\n\n"));
  }

  private void seen(Entry entry, Event.ScreenSeen seen) {
    Step here = step(entry.at());
    here.picture = Export.screenshot(entry, seen);
    here.seen = seen;
  }

  private Step step(Instant at) {
    Step here = step;
    if (here == null) {
      here = new Step(at);
      step = here;
    }
    return here;
  }

  private void note(Instant at, String words) {
    end();
    page.raw("<li class=\"note\">").element("time", offset(at)).element("p", words);
    page.raw("</li>\n");
  }

  private String offset(Instant at) {
    return Words.offset(Duration.between(view.createdAt(), at));
  }

  private void write(Step done) {
    page.raw("<li class=\"step\">").element("time", offset(done.at)).raw("<div class=\"did\">");
    if (!done.said.isBlank()) {
      page.element("p.said", done.said);
    }
    if (!done.acts.isEmpty()) {
      page.raw("<ul class=\"acts\">");
      done.acts.forEach(act -> write(act));
      page.raw("</ul>");
    } else if (done.said.isBlank()) {
      page.element("p.said.quiet", "Looked at the screen");
    }
    if (!done.thought.isBlank()) {
      page.raw("<details><summary>Reasoning</summary>").element("p", done.thought);
      page.raw("</details>");
    }
    page.raw("</div>");
    picture(done);
    page.raw("</li>\n");
  }

  private void write(Act act) {
    page.raw("<li><code>").text(act.words).raw("</code>");
    if (act.outcome != null && act.outcome != Event.Outcome.PERFORMED) {
      String word = act.outcome.name().toLowerCase(java.util.Locale.ROOT);
      page.element("em", act.message.isBlank() ? word : word + ": " + act.message);
    }
    page.raw("</li>");
  }

  private void picture(Step done) {
    Event.ScreenSeen seen = done.seen;
    if (seen == null) {
      return;
    }
    if (missing.contains(done.picture)) {
      page.element("p.quiet", "The picture is missing");
    } else if (seen.picture().equals(shown)) {
      page.element("p.quiet", "No change on the screen");
    } else {
      shown = seen.picture();
      String address = Html.address(done.picture);
      page.raw("<a class=\"shot\" href=\"" + address + "\"><img loading=\"lazy\" width=\"");
      page.raw(seen.size().width() + "\" height=\"" + seen.size().height() + "\" src=\"");
      page.raw(address + "\" alt=\"The screen at " + offset(done.at) + "\"></a>");
    }
  }

  /// What belongs to one reply of the model.
  private static final class Step {

    private final Instant at;
    private final List<Act> acts = new ArrayList<>();
    private String said = "";
    private String thought = "";
    private String picture = "";
    private Event.@Nullable ScreenSeen seen;

    Step(Instant at) {
      this.at = at;
    }

    void intend(Event.ActionIntended intent) {
      acts.add(new Act(intent.call(), intent.words()));
    }

    void perform(ActionPerformed done) {
      for (Act act : acts) {
        if (act.call.equals(done.call())) {
          act.outcome = done.outcome();
          act.message = done.message();
        }
      }
    }
  }

  private static final class Act {

    private final String call;
    private final String words;
    private Event.@Nullable Outcome outcome;
    private String message = "";

    Act(String call, String words) {
      this.call = call;
      this.words = words;
    }
  }
}
