package manyhands.bench;

import java.util.List;
import java.util.stream.IntStream;
import manyhands.desktop.Action;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;

/// A session of one agent that never took place, written into a log. A step is five facts.
final class LongSession {
  static final AgentId ADA = new AgentId("a1");
  static final TaskId TASK = new TaskId("t1");
  static final BlobId NO_PICTURE = new BlobId("a".repeat(64));
  private static final Size SCREEN = new Size(1280, 800);

  /// So many facts of steps are appended at a time.
  private static final int BATCH = 200;

  private LongSession() {}

  /// From its beginning to its end.
  static void write(EventLog log, SessionId id, int steps, BlobId picture) {
    begin(log, id);
    for (int from = 0; from < steps; from += BATCH) {
      log.append(
          id,
          IntStream.range(from, Math.min(steps, from + BATCH))
              .mapToObj(number -> step(number, picture))
              .flatMap(List::stream)
              .toList());
    }
    log.append(
        id,
        List.of(
            new Event.TaskCompleted(TASK, ADA, "done"),
            new Event.AgentFinished(ADA, "done", ""),
            new Event.SessionClosed("completed", "")));
  }

  /// Up to the moment where the agent has its task.
  static void begin(EventLog log, SessionId id) {
    log.append(
        id,
        List.of(
            new Event.SessionOpened(
                "long work", 1, "scripted", "local", false, false, Budget.DEFAULT),
            new Event.PlanMade(1, TokenUse.NONE),
            new Event.TaskAdded(TASK, "long work", List.of()),
            new Event.AgentStarted(ADA, "Ada"),
            new Event.TaskAssigned(TASK, ADA, 1)));
  }

  private static List<Event> step(int number, BlobId picture) {
    String call = "c" + number;
    Action move = new Action.Move(number % 1280, number % 800);
    String thought = "The button is in the upper right corner of the window, so I go there. ";
    return List.of(
        new Event.ModelAsked(ADA, TASK, number),
        new Event.ModelAnswered(
            ADA,
            TASK,
            number,
            "",
            List.of(new Event.Thought(thought.repeat(4), "")),
            List.of(new Event.ToolUse(call, "move", "{\"x\":1,\"y\":1}")),
            new TokenUse(2000, 80, 1500),
            900),
        new Event.ActionIntended(ADA, TASK, number, call, "move", move),
        new Event.ActionPerformed(ADA, call, "agent a1", move, Event.Outcome.PERFORMED, "", 12),
        new Event.ScreenSeen(ADA, call, picture, "image/jpeg", SCREEN, SCREEN, null));
  }
}
