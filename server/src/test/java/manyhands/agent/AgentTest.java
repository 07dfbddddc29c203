package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Comparison;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Rectangle;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.model.Asking;
import manyhands.model.Computer;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AgentTest {

  private final Bench bench = new Bench();
  private final CannedModel model = new CannedModel();

  private static final String CLICK = "{\"x\": 0, \"y\": 0}";

  @AfterEach
  void everyIntentHasExactlyOneOutcome() {
    Map<String, Long> outcomes =
        bench.events(Event.ActionPerformed.class).stream()
            .collect(Collectors.groupingBy(Event.ActionPerformed::call, Collectors.counting()));
    for (Event.ModelAnswered answered : bench.events(Event.ModelAnswered.class)) {
      answered.calls().forEach(call -> assertThat(outcomes.get(call.id())).isIn(1L, null));
    }
    for (Event.ActionIntended intended : bench.events(Event.ActionIntended.class)) {
      assertThat(outcomes).containsEntry(intended.call(), 1L);
    }
  }

  @Test
  void aStepLooksAsksActsAndLooksAgain() {
    model.call("click", CLICK).finish();
    assertThat(bench.run(model, "click it")).isEqualTo(CannedModel.DONE);
    assertThat(bench.desktop.performed)
        .containsExactly(new Action.Click(0, 0, Button.LEFT, List.of()));
    assertThat(bench.events().stream().map(Event::getClass).map(Class::getSimpleName))
        .containsExactly(
            "ScreenSeen",
            "ModelAsked",
            "ModelAnswered",
            "ActionIntended",
            "ActionPerformed",
            "ScreenSeen",
            "ModelAsked",
            "ModelAnswered",
            "ActionPerformed");
    assertThat(bench.events(Event.ActionIntended.class).getFirst().words())
        .isEqualTo("Clicked 0, 0");
  }

  @Test
  void callsOfOneReplyAreDoneInOrderUntilOneFails() {
    model
        .call(
            "press_key", "{\"keys\": \"a\"}",
            "read_file", "{\"path\": \"nothing.txt\"}",
            "press_key", "{\"keys\": \"b\"}")
        .finish();
    bench.run(model, "go");
    assertThat(bench.desktop.performed).containsExactly(new Action.Press("a"));
    assertThat(model.lastResults().stream().map(Part.ToolResult::error))
        .containsExactly(false, true, true);
    assertThat(text(model.lastResults().get(2))).isEqualTo("Skipped: an earlier call failed.");
  }

  @Test
  void anActionOnAnOldPictureIsHeldBackThreeTimesAndThenPerformed() {
    bench.desktop.onCompare = (_, _) -> new Comparison.Changed(new Rectangle(1, 2, 3, 4));
    model
        .call("click", CLICK)
        .call("click", CLICK)
        .call("click", CLICK)
        .call("click", CLICK)
        .finish();
    bench.run(model, "go");
    assertThat(
            bench.events(Event.ActionPerformed.class).stream().map(Event.ActionPerformed::outcome))
        .containsExactly(
            Outcome.STALE, Outcome.STALE, Outcome.STALE, Outcome.PERFORMED, Outcome.PERFORMED);
    assertThat(bench.desktop.performed).hasSize(1);
    assertThat(text(model.lastResults().getFirst())).startsWith("Done, though the screen");
    List<Part> told = model.asked.get(1).messages().getLast().parts();
    assertThat(text((Part.ToolResult) told.getFirst())).startsWith("Not performed: the screen had");
    assertThat(((Part.ToolResult) told.getFirst()).content()).hasSize(2);
  }

  @Test
  void anUnchangedScreenIsAWordAndNoPicture() {
    bench.desktop.reacts = false;
    model.call("click", CLICK).call("screenshot", "{}").finish();
    bench.run(model, "go");
    Part.ToolResult first =
        (Part.ToolResult) model.asked.get(1).messages().get(2).parts().getFirst();
    assertThat(first.content())
        .containsExactly(new Part.Text("Done."), new Part.Text("The screen has not changed."));
    assertThat(model.lastResults().getFirst().content().get(1)).isInstanceOf(Part.Image.class);
  }

  @Test
  void eachBudgetEndsTheTaskWithItsOwnReason() {
    model.call("press_key", "{\"keys\": \"a\"}");
    assertThat(end(new Budget(3, 1_000_000, Duration.ofMinutes(1)))).contains("steps");
    assertThat(end(new Budget(100, 250, Duration.ofMinutes(1)))).contains("tokens");
    assertThat(end(new Budget(100, 1_000_000, Duration.ZERO))).contains("time");
  }

  private String end(Budget budget) {
    Bench fresh = new Bench();
    return ((TaskEnd.Failed) fresh.run(model, Bench.assignment("go", budget))).reason();
  }

  @Test
  void aModelThatIsBusyIsAskedAgainAfterLongerAndLongerPauses() {
    model.then(AgentTest::busy).then(AgentTest::busy).finish();
    assertThat(bench.run(model, "go")).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void longWaitsForTheModelAreFactsThatPeopleCanSee() {
    model.then(AgentTest::busy).then(AgentTest::busy).then(AgentTest::busy).finish();
    assertThat(bench.run(model, "go")).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.events(Event.AgentWaiting.class))
        .containsExactly(new Event.AgentWaiting(Bench.AGENT, Bench.TASK, 4_000, "overloaded"));
  }

  @Test
  void aModelThatStaysBusyFailsTheTask() {
    model.then(AgentTest::busy);
    assertThat(bench.run(model, "go"))
        .isEqualTo(new TaskEnd.Failed("The model could not be used: overloaded"));
    assertThat(model.asked).hasSize(Asking.MOST_TRIES);
  }

  @Test
  void aModelThatRefusesIsNotAskedAgain() {
    model.then(() -> {
      throw new ModelException(ModelException.Code.REFUSED, "no money left");
    });
    assertThat(bench.run(model, "go")).isInstanceOf(TaskEnd.ModelRefused.class);
    assertThat(model.asked).hasSize(1);
  }

  private static Reply busy() {
    throw new ModelException(ModelException.Code.BUSY, "overloaded");
  }

  @Test
  void aModelThatNeverCallsAToolIsToldAndThenFails() {
    var _ = model.judging();
    model.then(() -> new Reply(List.of(new Part.Text("Hello")), Usage.NONE));
    assertThat(bench.run(model, "go"))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class,
            it -> assertThat(it.reason()).contains("5 replies in a row called no tool"));
  }

  @Test
  void theSameCallWithoutEffectIsToldAndThenEndsTheTask() {
    var _ = model.judging();
    bench.desktop.reacts = false;
    model.call("click", CLICK);
    assertThat(bench.run(model, "go"))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class,
            it -> assertThat(it.reason()).contains("stuck", "this click at 0, 0"));
    assertThat(bench.desktop.performed).hasSize(Loop.SAME + 3 * Loop.AGAIN);
  }

  @Test
  void aDesktopThatIsLostEndsTheTaskAsLost() {
    model.call("click", CLICK);
    bench.desktop.onPerform =
        _ -> {
          throw new DesktopException(DesktopException.Code.LOST, "Xvnc died");
        };
    assertThat(bench.run(model, "go")).isEqualTo(new TaskEnd.DesktopLost("Xvnc died"));
  }

  @Test
  void anActionThatNoDesktopCanPerformIsTheModelsToMend() {
    model.call("press_key", "{\"keys\": \"no+such\"}").finish();
    bench.desktop.onPerform =
        _ -> {
          throw new DesktopException(DesktopException.Code.BAD_ACTION, "unknown key `no`");
        };
    assertThat(bench.run(model, "go")).isInstanceOf(TaskEnd.Done.class);
    assertThat(text(model.lastResults().getFirst())).isEqualTo("Failed: unknown key `no`.");
  }

  @Test
  void anInterruptStopsTheTaskAndStaysSet() {
    model.call("click", CLICK);
    bench.desktop.onPerform = _ -> Thread.currentThread().interrupt();
    assertThat(bench.run(model, "go")).isEqualTo(new TaskEnd.Stopped());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theConversationCanBeRebuiltFromTheLogAlone() {
    model
        .call("click", CLICK)
        .call("type_text", "{\"text\": \"a\"}", "wait", "{\"millis\": 5}")
        .call("nonsense", "{}")
        .then(() -> new Reply(List.of(new Part.Thinking("hm", "sig")), Usage.NONE))
        .call("read_file", "{\"path\": \"x\"}", "click", CLICK)
        .finish();
    bench.run(model, "go");
    Pictures pictures = new Pictures(bench.blobs);
    Transcript rebuilt =
        new Transcript(Bench.assignment("go", Budget.DEFAULT), Computer.FUNCTIONS, pictures::bytes);
    int asked = 0;
    for (Event event : bench.events()) {
      rebuilt.apply(event);
      if (event instanceof Event.ModelAsked) {
        assertThat(Shown.of(rebuilt.conversation())).isEqualTo(Shown.of(model.asked.get(asked++)));
      }
    }
    assertThat(asked).isEqualTo(6);
  }

  @Test
  void oldPicturesGoSeveralAtOnce() {
    for (int i = 0; i < 30; i++) {
      model.call("press_key", "{\"keys\": \"" + (char) ('a' + i % 2) + "\"}");
    }
    model.finish();
    bench.run(model, "go");
    List<Long> shown = model.asked.stream().map(AgentTest::pictures).toList();
    assertThat(shown).allMatch(count -> count <= Transcript.MOST_PICTURES);
    assertThat(shown.subList(2, shown.size()))
        .allMatch(count -> count >= Transcript.FEWEST_PICTURES);
    assertThat(shown.subList(19, 22)).containsExactly(20L, 3L, 4L);
  }

  private static long pictures(manyhands.model.Conversation conversation) {
    Function<Part, List<Part>> parts =
        part -> part instanceof Part.ToolResult result ? result.content() : List.of(part);
    return conversation.messages().stream()
        .flatMap(message -> message.parts().stream())
        .flatMap(part -> parts.apply(part).stream())
        .filter(Part.Image.class::isInstance)
        .count();
  }

  private static String text(Part.ToolResult result) {
    return ((Part.Text) result.content().getFirst()).text();
  }
}
