package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import org.junit.jupiter.api.Test;

final class JobViewTest {
  private static final AgentId ADA = new AgentId("a1");
  private static final TaskId SLICE = new TaskId("t1");
  private static final TaskId SERVE = new TaskId("t2");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long seq;
  private long millis;

  @Test
  void aSessionIsToldLineByLine() {
    JobView view = view(false);
    List<Entry> entries =
        List.of(
            after(
                0,
                new Event.SessionOpened("p", 1, "scripted", "local", false, false, Budget.DEFAULT)),
            after(5, new Event.PlanMade(2, TokenUse.NONE)),
            after(0, new Event.TaskAdded(SLICE, "slice the cheddar", List.of())),
            after(0, new Event.TaskAdded(SERVE, "serve it", List.of(SLICE))),
            after(5, new Event.AgentStarted(ADA, "Ada")),
            after(
                250,
                new Event.DesktopReady(
                    ADA, new DesktopId("d-1"), "local", new Size(1280, 800), 250)),
            after(0, new Event.TaskAssigned(SLICE, ADA, 1)),
            after(100, new Event.ActionIntended(ADA, SLICE, 1, "c", "type cut\n", null)),
            after(
                0, new Event.ActionPerformed(ADA, "c", "agent", null, Event.Outcome.STALE, "", 1)),
            after(
                900,
                new Event.ArtifactCollected(
                    "x\u001b[2J.txt",
                    ADA,
                    SLICE,
                    1_234,
                    new BlobId("0".repeat(64)),
                    "text/plain",
                    null)),
            after(0, new Event.TaskCompleted(SLICE, ADA, "sliced")),
            after(65_000, new Event.TaskFailed(SERVE, null, "nobody came")));
    entries.forEach(view::show);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
              0.0 s           session s-1: 1 agent, model scripted, local desktops
              0.0 s           no language model: the prompt's steps are followed literally
              0.0 s           plan: 2 tasks
              0.0 s             t1 slice the cheddar
              0.0 s             t2 serve it (after t1)
              0.0 s  Ada      starting a desktop
              0.2 s  Ada      desktop ready (local, 1280x800, 250 ms)
              0.2 s  Ada      ▶ t1 slice the cheddar
              0.3 s  Ada        type cut
              0.3 s  Ada        the screen changed meanwhile: looks again
              1.2 s  Ada      + x�[2J.txt (1.2 kB)
              1.2 s  Ada      ✓ t1 1.0 s sliced
               1:06           ✗ t2 nobody came
            """);
  }

  @Test
  void coloursAreOnlyUsedWhereTheyAreWanted() {
    view(true).show(after(0, new Event.AgentStarted(ADA, "Ada")));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001b[36mAda");
  }

  private JobView view(boolean colour) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new JobView(new Terminal(stream, stream, false, colour));
  }

  private Entry after(long pause, Event event) {
    millis += pause;
    seq++;
    return new Entry(seq, Instant.ofEpochMilli(1_000_000 + millis), new SessionId("s-1"), event);
  }
}
