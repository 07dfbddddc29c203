package manyhands.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Recordings;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.MemoryBlobs;
import manyhands.event.MemoryEventLog;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;

/// A session's log as a test wants it to be.
final class Story {
  static final SessionId SESSION = new SessionId("s-cheddar");
  static final AgentId ADA = new AgentId("a1");
  static final TaskId TASK = new TaskId("t1");
  static final Size SCREEN = new Size(1280, 800);
  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  final AtomicLong millis = new AtomicLong(START.toEpochMilli());
  final MemoryEventLog log = new MemoryEventLog(() -> Instant.ofEpochMilli(millis.get()));
  final MemoryBlobs blobs = new MemoryBlobs();
  private int calls;

  Story(String prompt) {
    add(new Event.SessionOpened(prompt, 1, "scripted", "local", false, false, Budget.DEFAULT));
  }

  /// The usual beginning: one task, one agent.
  Story begin(String task) {
    add(new Event.PlanMade(1, TokenUse.NONE, null));
    add(new Event.TaskAdded(TASK, task, List.of()));
    add(new Event.AgentStarted(ADA, "Ada"));
    add(new Event.TaskAssigned(TASK, ADA, 1));
    return add(new Event.DesktopReady(ADA, new DesktopId("d-1"), "local", SCREEN, 200));
  }

  Story step(String said, String thought, String words, String picture) {
    String call = "c" + ++calls;
    add(
        new Event.ModelAnswered(
            ADA,
            TASK,
            calls,
            said,
            List.of(new Event.Thought(thought, "")),
            List.of(new Event.ToolUse(call, "press_key", "{}")),
            new TokenUse(10, 5, 0),
            7));
    Action action = new Action.Press("a");
    add(new Event.ActionIntended(ADA, TASK, calls, call, words, action));
    add(new Event.ActionPerformed(ADA, call, "agent a1", action, Event.Outcome.PERFORMED, "", 3));
    return saw(blobs.put(picture.getBytes(StandardCharsets.UTF_8)));
  }

  Story saw(BlobId picture) {
    return add(new Event.ScreenSeen(ADA, null, picture, "image/jpeg", SCREEN, SCREEN, null));
  }

  Story file(String name, byte[] content) {
    BlobId blob = blobs.put(content);
    return add(
        new Event.ArtifactCollected(name, ADA, TASK, content.length, blob, "text/plain", null));
  }

  Story add(Event event) {
    millis.addAndGet(1000);
    var _ = log.append(SESSION, event);
    return this;
  }

  Replay replay(Recordings recordings) {
    return new Replay(log, blobs, recordings);
  }

  Export export() {
    return replay(Recordings.NONE).export(SESSION);
  }
}
