package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import manyhands.agent.Steering.Permission;
import manyhands.desktop.Action;
import manyhands.desktop.Comparison;
import manyhands.desktop.Rectangle;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.Test;

/// What an agent does when people steer it.
final class SteeringTest {

  private static final String KEY_A = "{\"keys\": \"a\"}";
  private static final String KEY_B = "{\"keys\": \"b\"}";

  private final Bench bench = new Bench();
  private final CannedModel model = new CannedModel();

  private FutureTask<TaskEnd> begin(FakeSteering steering, Budget budget) {
    FutureTask<TaskEnd> task =
        new FutureTask<>(() ->
            new Agent(bench.seat, model, bench.log, bench.blobs, _ -> {}, bench.slept::add)
                .run(Bench.assignment("go", budget), steering));
    Thread.ofVirtual().start(task);
    return task;
  }

  private TaskEnd run(FakeSteering steering) throws Exception {
    return begin(steering, Budget.DEFAULT).get();
  }

  @Test
  void aPausedAgentAsksNoModelAndItsTimeDoesNotRun() throws Exception {
    FakeSteering steering = new FakeSteering();
    steering.pause();
    model.finish();
    FutureTask<TaskEnd> task = begin(steering, new Budget(9, 9_000, Duration.ofMillis(300)));
    steering.stands.await();
    Thread.sleep(400);
    assertThat(model.asked).isEmpty();
    steering.resume();
    assertThat(task.get()).isInstanceOf(TaskEnd.Done.class);
  }

  @Test
  void aReplyThatComesWhilePausedIsKeptAndDoneAfterwards() throws Exception {
    FakeSteering steering = new FakeSteering();
    model
        .then(() -> {
          steering.pause();
          return pressing("a");
        })
        .finish();
    FutureTask<TaskEnd> task = begin(steering, Budget.DEFAULT);
    steering.stands.await();
    assertThat(bench.events(Event.ModelAnswered.class)).hasSize(1);
    assertThat(bench.desktop.performed).isEmpty();
    steering.resume();
    assertThat(task.get()).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.desktop.performed).containsExactly(new Action.Press("a"));
  }

  @Test
  void whatWasSeenBeforeAPauseIsComparedAfterIt() throws Exception {
    FakeSteering steering = new FakeSteering();
    model
        .then(() -> {
          steering.pause();
          return pressing("a");
        })
        .finish();
    FutureTask<TaskEnd> task = begin(steering, Budget.DEFAULT);
    steering.stands.await();
    bench.desktop.onCompare = (_, _) -> new Comparison.Changed(new Rectangle(1, 1, 9, 9));
    steering.resume();
    assertThat(task.get()).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(outcomes()).containsExactly(Outcome.STALE, Outcome.PERFORMED);
  }

  @Test
  void aPauseBetweenTwoActionsDropsTheSecond() throws Exception {
    FakeSteering steering = new FakeSteering();
    bench.desktop.onPerform = _ -> steering.pause();
    model.call("press_key", KEY_A, "press_key", KEY_B).finish();
    FutureTask<TaskEnd> task = begin(steering, Budget.DEFAULT);
    steering.stands.await();
    steering.resume();
    assertThat(task.get()).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.desktop.performed).containsExactly(new Action.Press("a"));
    assertThat(outcomes()).containsExactly(Outcome.PERFORMED, Outcome.STALE, Outcome.PERFORMED);
  }

  @Test
  void onlyNamedToolsWaitForPermission() throws Exception {
    FakeSteering steering = new FakeSteering("press_key");
    steering.answers.add(Permission.ALLOWED);
    model.call("type_text", "{\"text\": \"x\"}").call("press_key", KEY_A).finish();
    run(steering);
    assertThat(steering.questions)
        .containsExactly(new Steering.Question("c2", "press_key", "Press a"));
    assertThat(bench.desktop.performed)
        .containsExactly(new Action.Type("x"), new Action.Press("a"));
  }

  @Test
  void whatIsNotAllowedIsNotDoneAndTheModelIsToldWhy() throws Exception {
    FakeSteering steering = new FakeSteering("press_key");
    steering.answers.addAll(List.of(Permission.DENIED, Permission.UNANSWERED));
    model.call("press_key", KEY_A, "press_key", KEY_B).call("press_key", KEY_B).finish();
    run(steering);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(steering.questions).hasSize(2);
    assertThat(
            bench.events(Event.ActionPerformed.class).stream().map(Event.ActionPerformed::message))
        .containsExactly(
            "Not done: a person did not allow this.",
            "Skipped: an earlier call failed.",
            "Not done: nobody allowed this in time, and that counts as no.",
            "Finished.");
    assertThat(bench.events(Event.ActionIntended.class)).isEmpty();
  }

  @Test
  void aPersonIsShownTheWholeOfWhatIsToBeDone() throws Exception {
    FakeSteering steering = new FakeSteering("run_command", "write_file", "type_text");
    steering.answers.addAll(List.of(Permission.DENIED, Permission.DENIED, Permission.DENIED));
    String hidden = "x".repeat(500) + "; rm -rf ~";
    model
        .call("run_command", "{\"command\": \"" + hidden + "\"}")
        .call("write_file", "{\"path\": \"f\", \"content\": \"" + hidden + "\"}")
        .call("type_text", "{\"text\": \"" + hidden + "\"}")
        .finish();
    run(steering);
    assertThat(steering.questions).hasSize(3).allMatch(it -> it.words().contains("rm -rf ~"));
  }

  @Test
  void aMessageIsToldOnceAtTheNextStepAndStaysWhereItWas() throws Exception {
    model
        .then(() -> {
          sent(null, "to all");
          sent(Bench.AGENT, "to you");
          sent(new AgentId("a2"), "to another");
          return pressing("a");
        })
        .call("press_key", KEY_B)
        .finish();
    run(new FakeSteering());
    assertThat(said(model.asked.get(0))).isEmpty();
    List<String> told =
        List.of(
            "3 Message from the person you work for:\nto all",
            "3 Message from the person you work for:\nto you");
    assertThat(said(model.asked.get(1))).isEqualTo(told);
    assertThat(said(model.asked.get(2))).isEqualTo(told);
    Conversation last = model.asked.get(2);
    assertThat(last.messages().subList(0, 3)).isEqualTo(model.asked.get(1).messages());
  }

  @Test
  void messagesFromBeforeTheTaskAreToldAtItsFirstStep() throws Exception {
    Entry before = bench.log.append(Bench.SESSION, new Event.MessageSent(null, "told already"));
    sent(Bench.AGENT, "while the desktop starts");
    model.finish();
    Assignment assignment =
        new Assignment(
            Bench.SESSION,
            Bench.AGENT,
            Bench.TASK,
            new Assignment.Goal("go"),
            List.of(),
            Budget.DEFAULT,
            List.of(new Event.MessageSent(Bench.AGENT, "from before")),
            before.seq());
    bench.run(model, assignment);
    assertThat(said(model.asked.getFirst()))
        .containsExactly(
            "1 Message from the person you work for:\nfrom before",
            "1 Message from the person you work for:\nwhile the desktop starts");
  }

  @Test
  void aLaterTryCountsNoTimeThatPeopleTook() {
    AgentId agent = Bench.AGENT;
    List<Event> facts =
        List.of(
            new Event.TaskAssigned(Bench.TASK, agent, 1),
            new Event.ModelAsked(agent, Bench.TASK, 1),
            new Event.SessionPaused("a person", null, null),
            new Event.ModelAnswered(
                agent, Bench.TASK, 1, "", List.of(), List.of(), TokenUse.NONE, 1),
            new Event.SessionPaused("a person", agent, null),
            new Event.SessionResumed("a person", null),
            new Event.SessionResumed("a person", agent),
            new Event.ApprovalAsked("p1", agent, "?", Bench.TASK, "c1", "click", null),
            new Event.ApprovalAnswered("p1", true, "a person"),
            new Event.ModelAsked(agent, Bench.TASK, 2));
    int[] seconds = {0, 10, 15, 100, 200, 300, 400, 405, 505, 506};
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      Instant at = Instant.parse("2026-01-31T12:00:00Z").plusSeconds(seconds[i]);
      entries.add(new Entry(i + 1, at, Bench.SESSION, facts.get(i)));
    }
    assertThat(Spent.of(entries, Bench.TASK).time()).isEqualTo(Duration.ofSeconds(21));
  }

  private void sent(AgentId agent, String text) {
    var _ = bench.log.append(Bench.SESSION, new Event.MessageSent(agent, text));
  }

  /// The messages of people in a conversation, each after the number of its place.
  private static List<String> said(Conversation conversation) {
    List<String> said = new ArrayList<>();
    int place = 0;
    for (Message message : conversation.messages()) {
      place++;
      for (Part part : message.parts()) {
        if (part instanceof Part.Text text && text.text().startsWith("Message from")) {
          said.add(place + " " + text.text());
        }
      }
    }
    return said;
  }

  private List<Outcome> outcomes() {
    return bench.events(Event.ActionPerformed.class).stream()
        .map(Event.ActionPerformed::outcome)
        .toList();
  }

  private static Reply pressing(String keys) {
    return new Reply(
        List.of(CannedModel.toolCall("k-" + keys, "press_key", "{\"keys\": \"" + keys + "\"}")),
        Usage.NONE);
  }
}
