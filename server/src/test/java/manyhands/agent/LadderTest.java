package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.AgentStuck;
import manyhands.event.MemoryBlobs;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An agent that clicks a button which does nothing, and what is done about it, rung by rung.
final class LadderTest {

  private static final String CLICK = "{\"x\": 640, \"y\": 400}";

  private Bench bench = new Bench();
  private final MemoryBlobs blobs = bench.blobs;
  private final Helper people = new Helper();
  private CannedModel model = new CannedModel();

  /// Writes questions and answers to the log, as a session does.
  private final class Helper extends FakeSteering {
    @Override
    public @Nullable String askPerson(PersonQuestion question) {
      String name = "q" + (asked.size() + 1);
      String answer = super.askPerson(question);
      var _ =
          bench.log.append(
              Bench.SESSION,
              List.of(
                  new Event.QuestionAsked(
                      name, Bench.AGENT, Bench.TASK, question.why(), question.text(), null, null),
                  new Event.QuestionAnswered(name, answer, "a person")));
      return answer;
    }
  }

  private TaskEnd run() {
    return run(Bench.assignment("press the button", Budget.DEFAULT));
  }

  private TaskEnd run(Assignment assignment) {
    return new Agent(bench.seat, model, bench.log, blobs, _ -> {}, bench.slept::add)
        .run(assignment, people);
  }

  private List<String> rungs() {
    return bench.events(AgentStuck.class).stream().map(AgentStuck::rung).toList();
  }

  private void clickForEver() {
    bench.desktop.reacts = false;
    var _ = model.judging();
    var _ = model.then(() -> click(model));
  }

  /// The same click; asked afresh, another approach.
  private static Reply click(CannedModel model) {
    boolean afresh = model.asked.getLast().tools().size() == 1;
    return new Reply(
        List.of(
            CannedModel.toolCall(
                "call " + System.nanoTime(),
                afresh ? Afresh.TOOL : "click",
                afresh ? "{\"steps\": \"1. Press Return.\"}" : CLICK)),
        new Usage(100, 10, 0));
  }

  private static List<String> texts(Conversation conversation) {
    return conversation.messages().getLast().parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .toList();
  }

  private static long pictures(Conversation conversation) {
    return conversation.messages().getLast().parts().stream()
        .flatMap(it -> it instanceof Part.ToolResult r ? r.content().stream() : Stream.of(it))
        .filter(Part.Image.class::isInstance)
        .count();
  }

  @Test
  void aDeadButtonLeadsFromRungToRungAndThenFailsTheTask() {
    clickForEver();

    assertThat(run())
        .isEqualTo(
            new TaskEnd.Failed(
                StuckWords.failed("this click at 640, 400 has changed nothing 9 times")));

    assertThat(rungs()).containsExactly("tell", "look", "replan", "ask", "fail");
    assertThat(bench.events(AgentStuck.class).stream().map(AgentStuck::step))
        .containsExactly(4, 6, 8, 10, 10);
    assertThat(bench.events(AgentStuck.class).getFirst().reason())
        .isEqualTo("this click at 640, 400 has changed nothing 3 times");
    assertThat(bench.events(Event.ModelAnswered.class)).hasSize(9);
    assertThat(people.asked)
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("640, 400", "press the button"));
  }

  @Test
  void theModelIsToldThenShownThePlaceThenGivenItsOwnFreshApproach() {
    clickForEver();
    var _ = run();

    assertThat(texts(model.asked.get(3))).singleElement().asString().contains("changed nothing 3");
    assertThat(pictures(model.asked.get(3))).isZero();
    assertThat(texts(model.asked.get(5))).singleElement().asString().contains("run_command");
    assertThat(pictures(model.asked.get(5))).isEqualTo(2);
    assertThat(bench.events(Event.ScreenZoomed.class))
        .singleElement()
        .satisfies(it -> assertThat(it.region().contains(640, 400)).isTrue());
    Conversation afresh = model.asked.get(7);
    assertThat(afresh.messages()).hasSize(1);
    assertThat(pictures(afresh)).isEqualTo(1);
    assertThat(String.join("\n", texts(afresh)))
        .contains("press the button", "Clicked 640, 400: the screen did not change");
    assertThat(texts(model.asked.get(8))).singleElement().asString().endsWith("1. Press Return.");
    assertThat(bench.events(AgentStuck.class).get(2).approach()).isEqualTo("1. Press Return.");
    assertThat(bench.events(AgentStuck.class).get(2).usage()).isEqualTo(new TokenUse(100, 10, 0));
  }

  @Test
  void theFreshQuestionIsPaidFromTheTasksBudget() {
    clickForEver();
    // Seven steps and the question use 880.
    Budget budget = new Budget(100, 880, Duration.ofMinutes(1));
    assertThat(run(Bench.assignment("go", budget)))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class, it -> assertThat(it.reason()).contains("tokens"));
    assertThat(bench.events(Event.ModelAnswered.class)).hasSize(8);
  }

  @Test
  void aPersonsWordsGoToTheModelAndTheLadderBeginsAnew() {
    clickForEver();
    people.told.add("The button is dead. Press Return.");

    assertThat(run()).isInstanceOf(TaskEnd.Failed.class);

    assertThat(rungs())
        .containsExactly("tell", "look", "replan", "ask", "tell", "look", "replan", "ask", "fail");
    assertThat(String.join("\n", texts(model.asked.get(10))))
        .contains(StuckWords.answer("The button is dead. Press Return."));
  }

  @Test
  void somethingNewOnTheScreenLeadsBackToTheBottomButNotForEver() {
    bench.desktop.reacts = false;
    var _ = model.judging();
    // Whenever it was told, one thing happens.
    bench.desktop.onPerform =
        _ -> {
          if (!texts(model.asked.getLast()).isEmpty()) {
            bench.desktop.change();
          }
        };
    var _ = model.then(() -> click(model));

    assertThat(run()).isInstanceOf(TaskEnd.Failed.class);

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < LoopGuard.MOST_CLIMBS; i++) {
      expected.add("tell");
    }
    expected.addAll(List.of("ask", "fail"));
    assertThat(rungs()).isEqualTo(expected);
  }

  @Test
  void aTryThatGoesOnStandsOnTheSameRung() {
    clickForEver();
    TaskEnd whole = run();
    List<Event> all = bench.events();
    List<String> rungs = rungs();
    for (int i = 1; i <= all.size(); i++) {
      String when = "killed after " + i + ": " + all.get(i - 1);
      bench = new Bench();
      var _ = bench.log.append(Bench.SESSION, all.subList(0, i));
      model = new CannedModel();
      clickForEver();

      TaskEnd end = run(resumed());

      assertThat(rungs()).as(when).isEqualTo(rungs);
      assertThat(end).as(when).isInstanceOf(whole.getClass());
      // What a crash leaves unknown is no evidence, and done once more.
      assertThat(bench.events(Event.ModelAnswered.class)).as(when).hasSizeBetween(9, 12);
    }
  }

  private Assignment resumed() {
    return new Assignment(
        Bench.SESSION,
        Bench.AGENT,
        Bench.TASK,
        "press the button",
        List.of(),
        Budget.DEFAULT,
        bench.events());
  }
}
