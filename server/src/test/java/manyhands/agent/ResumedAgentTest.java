package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import manyhands.desktop.CommandResult;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.MortalLog;
import manyhands.event.Standing;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import org.junit.jupiter.api.Test;

/// A server that dies at any append of a task, and the next one that goes on from the log.
final class ResumedAgentTest {

  private static final String CLICK = "{\"x\": 1, \"y\": 1}";
  private static final String FINISH =
      "{\"result\": \"done\", \"artifacts\": [\"f\"], \"evidence\": \"it is there\"}";

  private static final TaskEnd DONE =
      new TaskEnd.Done("done", List.of("f"), "it is there", Standing.CLAIMED);

  /// What the model says, reply by reply.
  private static final List<String[]> REPLIES =
      List.of(
          new String[] {"click", CLICK},
          new String[] {
            "type_text",
            "{\"text\": \"a\"}",
            "write_file",
            "{\"path\": \"f\", \"content\": \"x\"}",
            "press_key",
            "{\"keys\": \"b\"}"
          },
          new String[] {"nonsense", "{}"},
          new String[] {"run_command", "{\"command\": \"true\"}", "screenshot", "{}"},
          new String[] {"finish", FINISH});

  private Bench bench = new Bench();
  private CannedModel model = new CannedModel();

  private void die(int append, boolean storesIt) {
    try {
      var log = new MortalLog(bench.log, append, storesIt);
      var _ =
          new Agent(bench.seat, model, log, bench.blobs, _ -> {}, bench.slept::add)
              .run(Bench.assignment("go", Budget.DEFAULT));
    } catch (MortalLog.Death _) {
      // As wanted.
    }
  }

  private TaskEnd resume() {
    return bench.run(model, resumed(Budget.DEFAULT));
  }

  private Assignment resumed(Budget left) {
    return new Assignment(
        Bench.SESSION, Bench.AGENT, Bench.TASK, "go", List.of(), left, bench.events());
  }

  /// A model that has given so many replies already.
  private static CannedModel after(int replies) {
    CannedModel model = new CannedModel(replies * 10);
    REPLIES.subList(Math.min(replies, REPLIES.size() - 1), REPLIES.size()).forEach(model::call);
    return model;
  }

  @Test
  void itGoesOnFromEveryPointAndDoesNothingTwice() {
    for (boolean storesIt : new boolean[] {false, true}) {
      boolean died = true;
      for (int append = 1; died; append++) {
        String when = "dying at append " + append + (storesIt ? ", stored" : ", not stored");
        bench = new Bench();
        List<String> commands = new ArrayList<>();
        bench.desktop.machine().onRun =
            command -> {
              commands.add(String.join(" ", command.argv()));
              return new CommandResult(0, new byte[0], new byte[0], false, false);
            };
        model = after(0);
        die(append, storesIt);
        List<Event> before = bench.events();
        died = before.stream().noneMatch(ResumedAgentTest::isLast);
        model = after(bench.events(Event.ModelAnswered.class).size());

        assertThat(resume()).as(when).isEqualTo(DONE);

        assertThat(bench.events().subList(0, before.size())).as(when).isEqualTo(before);
        assertThat(bench.desktop.performed).as(when).doesNotHaveDuplicates();
        assertThat(commands).as(when).hasSizeLessThanOrEqualTo(1);
        assertSound(when);
      }
    }
  }

  private static boolean isLast(Event event) {
    return event instanceof Event.ActionPerformed it && it.message().equals("Finished.");
  }

  private void assertSound(String when) {
    Map<String, Long> outcomes =
        bench.events(Event.ActionPerformed.class).stream()
            .collect(Collectors.groupingBy(Event.ActionPerformed::call, Collectors.counting()));
    for (Event.ModelAnswered answered : bench.events(Event.ModelAnswered.class)) {
      answered.calls().forEach(call -> assertThat(outcomes).as(when).containsEntry(call.id(), 1L));
    }
    List<Integer> asked =
        bench.events(Event.ModelAsked.class).stream().map(Event.ModelAsked::step).toList();
    assertThat(asked).as(when).isSorted().doesNotHaveDuplicates();
    assertThat(bench.events(Event.ModelAnswered.class).stream().map(Event.ModelAnswered::step))
        .as(when)
        .isEqualTo(asked);
    model.asked.forEach(conversation -> assertValid(when, conversation));
  }

  /// As providers want it: every call is answered exactly once, in the message after it.
  private static void assertValid(String when, Conversation conversation) {
    List<Message> messages = conversation.messages();
    for (int i = 0; i < messages.size(); i++) {
      List<String> calls =
          messages.get(i).parts().stream()
              .filter(Part.ToolCall.class::isInstance)
              .map(part -> ((Part.ToolCall) part).id())
              .toList();
      if (!calls.isEmpty()) {
        assertThat(messages.get(i + 1).parts())
            .as(when)
            .filteredOn(Part.ToolResult.class::isInstance)
            .extracting(part -> ((Part.ToolResult) part).callId())
            .isEqualTo(calls);
      }
    }
  }

  @Test
  void whatPeopleWereAskedAboutACallThatIsNotMadeIsTakenBack() {
    model = after(1);
    // look and ask; reply, and no intent yet
    die(2, false);
    model = new CannedModel(100).call("click", CLICK).finish();
    bench.log.append(
        Bench.SESSION,
        List.of(
            new Event.ModelAnswered(
                Bench.AGENT,
                Bench.TASK,
                1,
                "",
                List.of(),
                List.of(new Event.ToolUse("c1", "press_key", "{\"keys\": \"a\"}")),
                TokenUse.NONE,
                1)));
    FakeSteering steering = new FakeSteering();

    TaskEnd end =
        new Agent(bench.seat, model, bench.log, bench.blobs, _ -> {}, bench.slept::add)
            .run(resumed(Budget.DEFAULT), steering);

    assertThat(end).isInstanceOf(TaskEnd.Done.class);
    assertThat(steering.withdrawn).containsExactly("c1");
    assertThat(bench.desktop.performed).hasSize(1);
  }

  @Test
  void anActionWithoutOutcomeIsUnknownAndTheModelIsToldAndShownTheScreen() {
    model = after(1);
    // look and ask; reply and intent; outcome
    die(3, false);
    assertThat(bench.desktop.performed).containsExactly(new Action.Type("a"));

    model = new CannedModel(100).finish();
    assertThat(resume()).isInstanceOf(TaskEnd.Done.class);

    assertThat(bench.desktop.performed).hasSize(1);
    assertThat(bench.events(Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.FAILED, Outcome.FAILED, Outcome.PERFORMED);
    List<Part.ToolResult> told = model.lastResults();
    assertThat(words(told.get(0))).isEqualTo(Progress.UNKNOWN);
    assertThat(words(told.get(1))).isEqualTo(Progress.NOT_PERFORMED);
    assertThat(told.get(2).content().getLast()).isInstanceOf(Part.Image.class);
    assertThat(told).allMatch(Part.ToolResult::error);
  }

  private static String words(Part.ToolResult result) {
    return ((Part.Text) result.content().getFirst()).text();
  }

  @Test
  void aStepThatWasAskedIsAskedAgainUnderTheSameNumber() {
    model = after(0);
    die(2, false);
    assertThat(bench.events(Event.ModelAsked.class)).hasSize(1);

    model = new CannedModel(100).finish();
    assertThat(resume()).isInstanceOf(TaskEnd.Done.class);

    assertThat(bench.events(Event.ModelAsked.class)).hasSize(1);
    assertThat(bench.events(Event.ScreenSeen.class)).hasSize(2);
    assertThat(bench.events(Event.ModelAnswered.class))
        .singleElement()
        .satisfies(answered -> assertThat(answered.step()).isEqualTo(1));
  }

  @Test
  void aTaskThatWasToldToEndIsNotGoneOnWith() {
    model = new CannedModel(100).call("fail", "{\"reason\": \"no cheese\"}");
    assertThat(bench.run(model, "go")).isEqualTo(new TaskEnd.Failed("no cheese"));
    List<Event> before = bench.events();
    model = new CannedModel();

    assertThat(resume()).isEqualTo(new TaskEnd.Failed("no cheese"));

    assertThat(bench.events()).isEqualTo(before);
    assertThat(model.asked).isEmpty();
  }

  @Test
  void theStepsOfTheServerBeforeAreUsed() {
    model = after(0);
    die(3, false);
    model = new CannedModel(100).call("press_key", "{\"keys\": \"a\"}");
    Budget left = new Budget(2, 1_000_000, java.time.Duration.ofMinutes(1));

    assertThat(bench.run(model, resumed(left)))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class, it -> assertThat(it.reason()).contains("steps"));
    assertThat(model.asked).hasSize(2);
  }
}
