package manyhands.app;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import manyhands.app.Terminal.Paint;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// Tells a session in the terminal while it happens: a line for each fact that matters to a person.
final class JobView {
  private static final Paint[] COLOURS = {
    Paint.CYAN, Paint.MAGENTA, Paint.YELLOW, Paint.BLUE, Paint.GREEN
  };

  /// Room for a task's own words; the rest can be read in the session.
  private static final int WORDS = 100;

  /// Tools that only look or wait: what they do is of no interest to somebody who watches.
  private static final Set<String> LOOKING =
      Set.of("screenshot", "read_file", "wait", "finish", "fail");

  private final Terminal terminal;
  private final Map<TaskId, String> tasks = new HashMap<>();
  private final Map<AgentId, String> names = new HashMap<>();
  private final Set<String> looks = new HashSet<>();
  private final Map<TaskId, Instant> started = new HashMap<>();
  private Instant opened = Instant.EPOCH;

  JobView(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(Entry entry) {
    switch (entry.event()) {
      case Event.SessionOpened fact -> opened(entry, fact);
      case Event.FilesGiven fact -> fact.files().forEach(file -> given(entry, file));
      case Event.PlanMade fact -> line(entry, null, "plan: " + count(fact.tasks(), "task"));
      case Event.TaskAdded fact -> added(entry, fact);
      case Event.AgentStarted fact -> started(entry, fact);
      case Event.DesktopReady fact -> ready(entry, fact);
      case Event.DesktopLost fact -> lost(entry, fact);
      case Event.TaskAssigned fact -> assigned(entry, fact);
      case Event.ModelAnswered fact ->
          fact.calls().stream()
              .filter(call -> LOOKING.contains(call.name()))
              .forEach(call -> looks.add(fact.agent() + call.id()));
      case Event.ActionIntended fact when looks.contains(fact.agent() + fact.call()) -> {}
      case Event.ActionIntended fact -> line(entry, fact.agent(), "  " + dim(words(fact.words())));
      case Event.ActionPerformed fact -> performed(entry, fact);
      case Event.TaskChecked fact ->
          line(
              entry,
              fact.agent(),
              "check: " + fact.standing().name().toLowerCase(Locale.ROOT) + why(fact.reason()));
      case Event.TaskCompleted fact -> completed(entry, fact);
      case Event.TaskFailed fact -> failed(entry, fact);
      case Event.TaskCancelled fact ->
          line(entry, null, dim("- " + fact.task()) + " " + words(fact.reason()));
      case Event.MessageSent fact -> line(entry, fact.agent(), "message: " + words(fact.text()));
      case Event.ArtifactCollected fact -> collected(entry, fact);
      case Event.NoteAdded fact -> line(entry, fact.agent(), "note: " + words(fact.text()));
      case Event.AgentWaiting fact ->
          line(
              entry,
              fact.agent(),
              "waits about %d s for its model: %s"
                  .formatted(fact.millis() / 1000, words(fact.reason())));
      case Event.AgentStuck fact ->
          line(entry, fact.agent(), "gets nowhere: " + words(fact.reason()));
      case Event.WarningRaised fact -> warned(entry, fact);
      case Event.QuestionAsked fact ->
          line(entry, fact.agent(), "asks (" + fact.question() + "): " + Questions.words(fact));
      case Event.QuestionAnswered fact -> answered(entry, fact);
      case Event.BudgetReached fact -> line(entry, fact.agent(), Money.reached(fact));
      case Event.BudgetRaised fact -> line(entry, null, Money.raised(fact));
      case Event.SeatTaken fact ->
          line(entry, fact.agent(), words(fact.holder()) + " took the mouse");
      case Event.SeatReturned fact -> line(entry, fact.agent(), "has the mouse again");
      case Event.ApprovalAsked fact ->
          line(entry, fact.agent(), "asks (" + fact.approval() + "): " + Questions.words(fact));
      case Event.SessionPaused fact -> line(entry, fact.agent(), "paused by " + words(fact.by()));
      case Event.SessionResumed fact -> line(entry, fact.agent(), "resumed by " + words(fact.by()));
      case Event.SessionRecovered _ -> line(entry, null, "the server was restarted; going on");
      case Event.PlanChanged fact -> changed(entry, fact);
      case Event.SessionStarted fact -> line(entry, null, "started by " + words(fact.by()));
      case Event.SessionContinued fact -> continued(entry, fact);
      case Event.ApprovalAnswered fact -> answered(entry, fact);
      case Event.ModelAsked _,
          Event.TaskClaimed _,
          Event.ScreenSeen _,
          Event.ScreenZoomed _,
          Event.PictureGiven _,
          Event.AgentFinished _,
          Event.SessionClosed _,
          Event.DesktopOpened _,
          Event.DesktopClosed _,
          Event.Unrecognized _ -> {
        // Told by the summary, or of no interest to somebody who watches.
      }
    }
  }

  private void answered(Entry entry, Event.QuestionAnswered fact) {
    String text = fact.text();
    line(entry, null, fact.question() + (text == null ? " was not answered" : ": " + words(text)));
  }

  private void answered(Entry entry, Event.ApprovalAnswered fact) {
    String verdict = fact.allowed() ? " allowed by " : " not allowed by ";
    line(entry, null, fact.approval() + verdict + words(fact.by()));
  }

  private String dim(String text) {
    return terminal.paint(Paint.DIM, text);
  }

  private static String why(String reason) {
    return reason.isEmpty() ? "" : " (" + words(reason) + ")";
  }

  private void lost(Entry entry, Event.DesktopLost fact) {
    String lost = terminal.paint(Paint.RED, "lost the desktop: ");
    line(entry, fact.agent(), lost + words(fact.reason()));
  }

  private void warned(Entry entry, Event.WarningRaised fact) {
    String what = words(fact.where()) + " reads like orders to the agent: " + words(fact.words());
    line(entry, fact.agent(), "careful, " + what);
  }

  private void given(Entry entry, Event.GivenFile file) {
    line(entry, null, "on every desktop: " + words(file.name()) + " " + Bytes.words(file.size()));
  }

  private void changed(Entry entry, Event.PlanChanged fact) {
    line(entry, null, "plan changed: " + words(fact.why()));
    fact.tasks()
        .forEach(task ->
            added(entry, new Event.TaskAdded(task.task(), task.description(), task.dependsOn())));
  }

  private void continued(Entry entry, Event.SessionContinued fact) {
    line(entry, null, terminal.paint(Paint.BOLD, "continued: ") + words(fact.prompt()));
  }

  private void started(Entry entry, Event.AgentStarted fact) {
    names.put(fact.agent(), Clean.line(fact.name(), 12));
    line(entry, fact.agent(), terminal.paint(Paint.DIM, "starting a desktop"));
  }

  private void ready(Entry entry, Event.DesktopReady fact) {
    String words =
        "desktop ready (%s, %s, %d ms)".formatted(fact.kind(), fact.size(), fact.millis());
    line(entry, fact.agent(), terminal.paint(Paint.DIM, words));
  }

  private void completed(Entry entry, Event.TaskCompleted fact) {
    String mark = terminal.paint(Paint.GREEN, "✓ " + fact.task()) + " ";
    line(entry, fact.agent(), mark + took(entry, fact.task()) + result(fact.result()));
  }

  private void failed(Entry entry, Event.TaskFailed fact) {
    String mark = terminal.paint(Paint.RED, "✗ " + fact.task()) + " ";
    line(entry, fact.agent(), mark + took(entry, fact.task()) + words(fact.reason()));
  }

  private void opened(Entry entry, Event.SessionOpened fact) {
    opened = entry.at();
    line(
        entry,
        null,
        "%s: %s, model %s, %s desktops"
            .formatted(
                terminal.paint(Paint.BOLD, "session " + entry.session()),
                count(fact.agents(), "agent"),
                Clean.line(fact.model(), 60),
                Clean.line(fact.desktop(), 20)));
    if (fact.model().startsWith("scripted")) {
      line(
          entry,
          null,
          terminal.paint(
              Paint.DIM, "no language model: the prompt's steps are followed literally"));
    }
  }

  private void added(Entry entry, Event.TaskAdded fact) {
    tasks.put(fact.task(), fact.description());
    String after =
        fact.dependsOn().isEmpty()
            ? ""
            : terminal.paint(
                Paint.DIM,
                " (after "
                    + String.join(", ", fact.dependsOn().stream().map(TaskId::value).toList())
                    + ")");
    line(
        entry,
        null,
        "  "
            + terminal.paint(Paint.BOLD, fact.task().value())
            + " "
            + words(fact.description())
            + after);
  }

  private void assigned(Entry entry, Event.TaskAssigned fact) {
    started.put(fact.task(), entry.at());
    String again = fact.attempt() > 1 ? " (try " + fact.attempt() + ")" : "";
    line(
        entry,
        fact.agent(),
        terminal.paint(Paint.BOLD, "▶ " + fact.task())
            + again
            + " "
            + words(tasks.getOrDefault(fact.task(), "")));
  }

  private void performed(Entry entry, Event.ActionPerformed fact) {
    switch (fact.outcome()) {
      case PERFORMED -> looks.remove(fact.agent() + String.valueOf(fact.call()));
      case STALE ->
          line(
              entry,
              fact.agent(),
              "  " + terminal.paint(Paint.YELLOW, "the screen changed meanwhile: looks again"));
      case REFUSED, FAILED, UNKNOWN -> {
        if (!looks.remove(fact.agent() + String.valueOf(fact.call()))) {
          line(entry, fact.agent(), "  " + terminal.paint(Paint.YELLOW, words(fact.message())));
        }
      }
    }
  }

  private void collected(Entry entry, Event.ArtifactCollected fact) {
    String left = fact.left();
    String text = "+ " + Clean.line(fact.name(), WORDS) + " (" + Bytes.words(fact.size()) + ")";
    line(
        entry,
        fact.agent(),
        left == null ? text : text + terminal.paint(Paint.YELLOW, " left out: " + words(left)));
  }

  private String took(Entry entry, TaskId task) {
    Instant start = started.get(task);
    return start == null
        ? ""
        : terminal.paint(Paint.DIM, seconds(Duration.between(start, entry.at())) + " ");
  }

  private static String result(String result) {
    return result.isBlank() ? "" : words(result);
  }

  private void line(Entry entry, @Nullable AgentId agent, String text) {
    String time =
        terminal.paint(Paint.DIM, "%7s".formatted(seconds(Duration.between(opened, entry.at()))));
    String name = agent == null ? "" : names.getOrDefault(agent, agent.value());
    String column = "%-8s".formatted(name);
    terminal.line(
        time
            + "  "
            + (agent == null ? column : terminal.paint(colour(agent), column))
            + " "
            + text);
  }

  /// The colour of an agent: its number decides, so that it keeps it.
  static Paint colour(AgentId agent) {
    int number = Math.floorMod(agent.value().hashCode(), COLOURS.length);
    if (agent.value().matches("a\\d{1,4}")) {
      number = (Integer.parseInt(agent.value().substring(1)) - 1) % COLOURS.length;
    }
    return COLOURS[Math.max(0, number)];
  }

  static String seconds(Duration time) {
    long tenths = Math.max(0, time.toMillis() / 100);
    return tenths < 600
        ? "%d.%d s".formatted(tenths / 10, tenths % 10)
        : "%d:%02d".formatted(tenths / 600, tenths / 10 % 60);
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String words(String text) {
    return Clean.line(text.strip(), WORDS);
  }
}
