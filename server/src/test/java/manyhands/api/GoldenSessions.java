package manyhands.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.Standing;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// Small sessions, whole: what both folds, the server's and the browser's, must read alike.
final class GoldenSessions {
  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofHours(1));
  private static final Size SCREEN = new Size(1280, 800);
  private static final AgentId ADA = new AgentId("a1");
  private static final AgentId BEN = new AgentId("a2");
  private static final TaskId T1 = new TaskId("t1");
  private static final TaskId T2 = new TaskId("t2");
  private static final TaskId T3 = new TaskId("t3");
  private static final BlobId BLOB = new BlobId("5a44c7ba".repeat(8));

  private GoldenSessions() {}

  static Map<String, List<Event>> all() {
    Map<String, List<Event>> all = new LinkedHashMap<>();
    all.put("completed", completed());
    all.put("failed-with-dependants", failed());
    all.put("in-review-with-a-changed-plan", inReview());
    all.put("paused-in-review", pausedInReview());
    all.put("held-up-by-people", heldUp());
    all.put("handed-back", handedBack());
    all.put("noted-and-asked", notedAndAsked());
    all.put("recovered-after-a-crash", recovered());
    all.put("continued", continued());
    all.put("stopped", stopped());
    all.put("artifacts-left-out", leftOut());
    all.put("checked-and-planned-again", checked());
    all.put("plan-failed", List.of(opened(2, false), new Event.SessionClosed("failed", "no plan")));
    return all;
  }

  private static List<Event> completed() {
    Story story = new Story(opened(2, false));
    story.add(
        new Event.FilesGiven(
            List.of(
                new Event.GivenFile("figures 2026.csv", 12_345, BLOB),
                new Event.GivenFile("\u00e9\u4e16.txt", 0, BLOB))));
    story.plan(task(T1), task(T2)).begin(ADA, "Ada", T1).begin(BEN, "Ben", T2);
    story.step(ADA, T1, 1).step(BEN, T2, 1).step(ADA, T1, 2);
    story.add(artifact("system.txt", ADA, T1, 93, null));
    story.add(new Event.TaskCompleted(T1, ADA, "wrote system.txt"));
    story.add(new Event.TaskCompleted(T2, BEN, "\u00e9\u4e16\ud83e\uddc0 <b>done</b>"));
    return story.end(ADA, BEN).closed("completed", "");
  }

  private static List<Event> checked() {
    Story story = new Story(opened(2, false));
    story.plan(
        new Event.TaskAdded(T1, "slice it", List.of(), "slices.txt lists ten slices"),
        task(T2),
        new Event.TaskAdded(T3, "grate what was sliced", List.of(T2), null));
    story.begin(ADA, "Ada", T1).begin(BEN, "Ben", T2).step(ADA, T1, 1);
    story.add(new Event.TaskClaimed(T1, ADA, 1, "sliced", "I counted", List.of("slices.txt")));
    story.add(checked(T1, ADA, 1, Standing.DISPUTED, "there is no file slices.txt"));
    story.step(ADA, T1, 2);
    story.add(new Event.TaskClaimed(T1, ADA, 2, "sliced", "", List.of("slices.txt")));
    story.add(checked(T1, ADA, 2, Standing.VERIFIED, "it lists ten"));
    story.add(new Event.TaskCompleted(T1, ADA, "sliced", Standing.VERIFIED));
    story.add(new Event.TaskFailed(T2, BEN, "the knife is blunt"));
    TaskId t4 = new TaskId("t4");
    story.add(
        new Event.PlanChanged(
            "t2 failed: the knife is blunt",
            List.of(
                new Event.PlannedTask(t4, "cut with the wire", List.of(T1), "it is in two"),
                new Event.PlannedTask(T3, "grate what was sliced", List.of(t4))),
            null,
            List.of(T2),
            new TokenUse(700, 60, 0)));
    story.add(new Event.TaskAssigned(t4, BEN, 1));
    story.add(new Event.TaskClaimed(t4, BEN, 1, "cut", "", List.of()));
    story.add(checked(t4, BEN, 1, Standing.DISPUTED, "it is in one piece"));
    story.add(new Event.TaskCompleted(t4, BEN, "cut", Standing.DISPUTED));
    story.add(new Event.TaskAssigned(T3, BEN, 1));
    story.add(new Event.TaskClaimed(T3, BEN, 1, "grated", "", List.of()));
    story.add(checked(T3, BEN, 1, Standing.CLAIMED, "the model could not be asked"));
    story.add(new Event.TaskCompleted(T3, BEN, "grated", Standing.CLAIMED));
    return story.end(ADA, BEN).closed("completed", "");
  }

  private static Event checked(TaskId task, AgentId agent, int round, Standing how, String why) {
    return new Event.TaskChecked(task, agent, round, how, why, new TokenUse(1_500, 40, 0));
  }

  private static List<Event> failed() {
    Story story = new Story(opened(2, false));
    story.plan(
        task(T1), task(T2), new Event.TaskAdded(T3, "grate what was sliced", List.of(T1, T2)));
    story.begin(ADA, "Ada", T1).begin(BEN, "Ben", T2).step(ADA, T1, 1);
    story.add(new Event.TaskFailed(T1, ADA, "the knife is blunt"));
    story.add(new Event.DesktopLost(BEN, new DesktopId("d-a2"), "it burnt"));
    story.add(new Event.TaskAssigned(T2, BEN, 2));
    story.add(new Event.DesktopReady(BEN, new DesktopId("d-9"), "local", SCREEN, 300));
    story.add(new Event.TaskCompleted(T2, BEN, "sliced"));
    story.add(
        new Event.TaskFailed(
            T3, null, "it depends on t1, which did not complete: the knife is blunt"));
    return story.end(ADA, BEN).closed("failed", "2 of 3 tasks were not completed");
  }

  private static List<Event> inReview() {
    Story story = new Story(opened(2, true));
    story.add(new Event.PlanMade(2, new TokenUse(900, 80, 0), LATER));
    story.add(task(T1)).add(task(T2));
    return story
        .add(
            new Event.PlanChanged(
                "a person edited the plan",
                List.of(
                    new Event.PlannedTask(T2, "slice it thinly", List.of()),
                    new Event.PlannedTask(T3, "grate the rest", List.of(T2))),
                LATER.plusSeconds(30)))
        .facts();
  }

  private static List<Event> pausedInReview() {
    Story story = new Story(opened(1, true));
    story.add(new Event.PlanMade(1, TokenUse.NONE, LATER)).add(task(T1));
    return story.add(new Event.SessionPaused("a person", null, LATER.plusMillis(500))).facts();
  }

  private static List<Event> heldUp() {
    Story story = new Story(opened(3, false));
    story.plan(task(T1), task(T2), task(T3));
    story.begin(ADA, "Ada", T1).begin(BEN, "Ben", T2).step(ADA, T1, 1);
    story.add(new Event.AgentStarted(new AgentId("a3"), "Cleo"));
    story.add(new Event.TaskAssigned(T3, new AgentId("a3"), 1));
    story.add(new Event.ApprovalAsked("p1", ADA, "Run `rm -r old`", T1, "c9", "run", LATER));
    story.add(new Event.SessionPaused("a person", BEN, LATER));
    story.add(new Event.SeatTaken(BEN, "human", 60));
    return story.add(new Event.MessageSent(ADA, "Use the other folder.")).facts();
  }

  private static List<Event> handedBack() {
    Story story = new Story(opened(1, true));
    story.add(new Event.PlanMade(1, new TokenUse(900, 80, 0), LATER)).add(task(T1));
    story.add(new Event.SessionStarted("a person")).begin(ADA, "Ada", T1).step(ADA, T1, 1);
    story.add(new Event.ApprovalAsked("p1", ADA, "Run `rm -r old`", T1, "c9", "run", LATER));
    story.add(new Event.ApprovalAnswered("p1", true, "a person"));
    story.add(new Event.SeatTaken(ADA, "human", 60));
    story.add(new Event.SeatReturned(ADA, "nothing was done for 60 s", 3, Map.of("click", 3)));
    story.add(new Event.SessionPaused("a person", null, LATER));
    story.add(new Event.ModelAsked(ADA, T1, 2));
    return story.facts();
  }

  private static List<Event> notedAndAsked() {
    AgentId cleo = new AgentId("a3");
    Story story = new Story(opened(3, false));
    story.plan(task(T1), task(T2), task(T3));
    story.begin(ADA, "Ada", T1).begin(BEN, "Ben", T2).begin(cleo, "Cleo", T3).step(ADA, T1, 1);
    story.add(new Event.NoteAdded(ADA, T1, "c1", "The cheddar is in the <b>cellar</b>."));
    story.add(question("q1", ADA, T1, "agent", "Which cellar?"));
    story.add(new Event.QuestionAnswered("q1", "The left one.", "a person"));
    story.add(question("q2", BEN, T2, "stuck", "The knife does not cut. What now?"));
    story.add(question("q3", cleo, T3, "disputed", "There is no brie. Accept it?"));
    story.add(new Event.NoteAdded(BEN, T2, "c2", "\u00e9\u4e16: blunt"));
    story.add(new Event.TaskFailed(T3, cleo, "nobody accepted it"));
    story.add(question("q4", ADA, T1, "agent", "How thin?"));
    return story.add(new Event.AgentFinished(BEN, "stopped", "stopped by a person")).facts();
  }

  private static Event question(String id, AgentId agent, TaskId task, String why, String text) {
    return new Event.QuestionAsked(id, agent, task, why, text, null, LATER);
  }

  private static List<Event> recovered() {
    Story story = new Story(opened(2, false));
    story.plan(task(T1), task(T2)).begin(ADA, "Ada", T1).begin(BEN, "Ben", T2);
    story.step(ADA, T1, 1).add(new Event.ModelAsked(BEN, T2, 1));
    story.add(new Event.SessionRecovered(List.of(ADA, BEN)));
    story.add(
        new Event.ActionPerformed(
            ADA, "c7", "agent a1", null, Outcome.UNKNOWN, "Outcome unknown.", 0));
    story.add(new Event.DesktopLost(BEN, new DesktopId("d-a2"), "it ended meanwhile"));
    story.add(new Event.TaskAssigned(T2, BEN, 2));
    story.add(new Event.AgentFinished(ADA, "stopped", "stopped by a person"));
    story.add(new Event.TaskAssigned(T1, BEN, 2));
    return story.facts();
  }

  private static List<Event> continued() {
    Story story = new Story(opened(1, false));
    story.plan(task(T1)).begin(ADA, "Ada", T1).step(ADA, T1, 1);
    story.add(artifact("list.txt", ADA, T1, 3, null));
    story.add(new Event.TaskCompleted(T1, ADA, "listed"));
    story.end(ADA).closed("completed", "");
    story.add(new Event.SessionContinued("Now sort it.", "a person"));
    story.add(new Event.PlanMade(1, new TokenUse(500, 40, 300))).add(task(T2));
    story.begin(ADA, "Ada", T2).add(artifact("list.txt", ADA, T2, 3, null));
    return story.facts();
  }

  private static List<Event> stopped() {
    Story story = new Story(opened(2, false));
    story.plan(task(T1), task(T2)).begin(ADA, "Ada", T1).step(ADA, T1, 1);
    story.add(new Event.SessionPaused("a person", null, null));
    story.add(new Event.TaskCancelled(T1, "stopped by a person"));
    story.add(new Event.TaskCancelled(T2, "stopped by a person"));
    story.add(new Event.AgentFinished(ADA, "stopped", "stopped by a person"));
    return story.closed("stopped", "stopped by a person");
  }

  private static List<Event> leftOut() {
    Story story = new Story(opened(1, false));
    story.plan(task(T1)).begin(ADA, "Ada", T1);
    story.add(artifact("small.txt", ADA, T1, 5, null));
    story.add(artifact("huge.bin", ADA, null, 10L << 30, "it is larger than 100 MiB"));
    story.add(artifact("a1/...", ADA, T1, 0, "7 more files: a session keeps at most 1000"));
    story.add(artifact("small.txt", ADA, null, 6, null));
    story.add(new Event.TaskCompleted(T1, ADA, ""));
    return story.end(ADA).closed("completed", "");
  }

  private static Event.SessionOpened opened(int agents, boolean review) {
    return new Event.SessionOpened(
        "Slice the cheddar; grate the rest",
        agents,
        "scripted",
        "local",
        review,
        false,
        Budget.DEFAULT);
  }

  private static Event.TaskAdded task(TaskId id) {
    return new Event.TaskAdded(id, "do " + id, List.of());
  }

  private static Event artifact(
      String name, AgentId agent, @Nullable TaskId task, long size, @Nullable String left) {
    return new Event.ArtifactCollected(
        name, agent, task, size, left == null ? BLOB : null, "text/plain", left);
  }

  /// Facts in the order in which they are told.
  private static final class Story {
    private final java.util.ArrayList<Event> facts = new java.util.ArrayList<>();

    Story(Event first) {
      facts.add(first);
    }

    Story add(Event fact) {
      facts.add(fact);
      return this;
    }

    Story plan(Event.TaskAdded... tasks) {
      add(new Event.PlanMade(tasks.length, new TokenUse(1_200, 80, 1_000)));
      facts.addAll(List.of(tasks));
      return this;
    }

    Story begin(AgentId agent, String name, TaskId task) {
      add(new Event.AgentStarted(agent, name)).add(new Event.TaskAssigned(task, agent, 1));
      DesktopId desktop = new DesktopId("d-" + agent);
      return add(new Event.DesktopReady(agent, desktop, "local", SCREEN, 241, null));
    }

    Story step(AgentId agent, TaskId task, int step) {
      String call = "c" + step;
      Action action = new Action.Click(640, 400, Button.LEFT, List.of());
      add(new Event.ModelAsked(agent, task, step));
      add(
          new Event.ModelAnswered(
              agent,
              task,
              step,
              "I click.",
              List.of(new Event.Thought("It is there.", "")),
              List.of(new Event.ToolUse(call, "left_click", "{}")),
              new TokenUse(2_000, 50, 1_500),
              900));
      add(new Event.ActionIntended(agent, task, step, call, "Click 640, 400", action));
      add(
          new Event.ActionPerformed(
              agent, call, "agent " + agent, action, Outcome.PERFORMED, "", 12));
      return add(new Event.ScreenSeen(agent, call, BLOB, "image/jpeg", SCREEN, SCREEN, null));
    }

    Story end(AgentId... agents) {
      for (AgentId agent : agents) {
        add(new Event.AgentFinished(agent, "done", ""));
      }
      return this;
    }

    List<Event> closed(String status, String reason) {
      return add(new Event.SessionClosed(status, reason)).facts();
    }

    List<Event> facts() {
      return facts;
    }
  }
}
