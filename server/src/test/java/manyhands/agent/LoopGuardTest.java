package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import manyhands.desktop.CommandResult;
import manyhands.desktop.Comparison;
import manyhands.desktop.Rectangle;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.AgentStuck;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is a loop, and what only looks like one.
final class LoopGuardTest {

  private final Bench bench = new Bench();
  private final CannedModel model = new CannedModel().judging();

  private LoopGuardTest click(int x, int y) {
    var _ = model.call("click", "{\"x\": %d, \"y\": %d}".formatted(x, y));
    return this;
  }

  private LoopGuardTest press(String keys) {
    var _ = model.call("press_key", "{\"keys\": \"%s\"}".formatted(keys));
    return this;
  }

  private LoopGuardTest read(String path) {
    var _ = model.call("read_file", "{\"path\": \"%s\"}".formatted(path));
    return this;
  }

  /// Runs the replies and gives up; what the guard had to say, rung and reason.
  private List<String> stuck() {
    var _ = model.call("fail", "{\"reason\": \"enough\"}");
    assertThat(bench.run(model, "go")).isEqualTo(new TaskEnd.Failed("enough"));
    return bench.events(AgentStuck.class).stream()
        .map(it -> it.rung() + ": " + it.reason())
        .toList();
  }

  @Test
  void aClickBesideTheLastWithoutEffectIsTheSameClick() {
    bench.desktop.reacts = false;
    click(640, 400).click(643, 398).click(638, 402);
    assertThat(stuck()).containsExactly("tell: this click at 638, 402 has changed nothing 3 times");
  }

  @Test
  void aClickElsewhereOrAnotherKeyIsAnother() {
    bench.desktop.reacts = false;
    click(640, 400).click(660, 400).click(640, 400).press("a").press("b").click(640, 400);
    assertThat(stuck()).isEmpty();
  }

  @Test
  void theSameAnswerToTheSameCallIsALoop() {
    bench.desktop.machine().write("f", "x".getBytes(StandardCharsets.UTF_8));
    read("f").read("f").read("f").read("f");
    assertThat(stuck()).containsExactly("tell: this call (Read f) has come to the same 3 times");
  }

  @Test
  void aCycleIsSeenAlthoughEachStepChangesTheScreen() {
    bench.desktop.onScene = frame -> "scene " + frame.number() % 2;
    for (int i = 0; i < 3; i++) {
      press("F9").press("F10");
    }
    assertThat(stuck())
        .containsExactly(
            "tell: the same 2 steps have led back to the same screens 3 times"
                + " (Pressed F9; Pressed F10)");
  }

  @Test
  void aCycleOfThreeIsSeenAndSoIsOneActionThatTogglesTheScreen() {
    bench.desktop.onScene = frame -> "scene " + frame.number() % 3;
    for (int i = 0; i < 3; i++) {
      press("F9").click(5, 5).press("F11");
    }
    assertThat(stuck()).singleElement().asString().contains("the same 3 steps");

    LoopGuardTest other = new LoopGuardTest();
    other.bench.desktop.onScene = frame -> "scene " + frame.number() % 2;
    for (int i = 0; i < 6; i++) {
      var _ = other.click(9, 9);
    }
    assertThat(other.stuck())
        .containsExactly("tell: this click at 9, 9 has led only to what was there before, 5 times");
  }

  @Test
  void repliesWithoutACallAreALoopFromTheSecondOn() {
    Reply hello = new Reply(List.of(new Part.Text("Hello")), Usage.NONE);
    var _ = model.then(() -> hello).call("screenshot", "{}").then(() -> hello);
    var _ = model.then(() -> new Reply(List.of(), Usage.NONE));
    assertThat(stuck()).containsExactly("tell: 2 replies in a row called no tool");
  }

  @Test
  void theSameKindOfErrorIsALoopWhateverTheArguments() {
    read("one.txt").read("two.txt");
    var _ = model.call("screenshot", "{}");
    read("dir/three.txt").read("4.txt");
    assertThat(stuck())
        .containsExactly(
            "tell: `read_file` has failed 4 times in a row, each time in the same way");
  }

  @Test
  void manyStepsAmongScreensThatAreAllKnownAreALoop() {
    Random random = new Random(7);
    bench.desktop.onScene = frame -> "scene " + (frame.number() * 31 % 7) % 3;
    for (int i = 0; i < Loop.REVISITS + 6; i++) {
      click(random.nextInt(1200), random.nextInt(700));
    }
    assertThat(stuck())
        .containsExactly(
            "tell: 20 steps in a row have led to nothing new: every screen was seen before");
  }

  @Test
  void pagingCountingAndPlayingAreNoLoops() {
    for (int i = 0; i < 30; i++) {
      press("Page_Down");
    }
    for (int i = 0; i < 12; i++) {
      click(300, 200);
    }
    for (int i = 0; i < 30; i++) {
      press(i % 2 == 0 ? "Left" : "Right");
    }
    for (int i = 0; i < 5; i++) {
      click(100, 100 + 50 * i);
      var _ = model.call("type_text", "{\"text\": \"same\"}");
    }
    assertThat(stuck()).isEmpty();
  }

  @Test
  void waitingIsNoLoopAndNeitherIsLookingWhetherSomethingIsThere() {
    bench.desktop.reacts = false;
    for (int i = 0; i < 30; i++) {
      var _ = model.call("wait", "{\"millis\": 5}");
    }
    for (int i = 0; i < 30; i++) {
      var _ = model.call("wait", "{\"millis\": 5}");
      read("done.txt");
    }
    for (int i = 0; i < 30; i++) {
      var _ = model.call("wait", "{\"millis\": 5}", "screenshot", "{}");
    }
    assertThat(stuck()).isEmpty();
  }

  @Test
  void clickingADeadButtonWithWaitsInBetweenIsOne() {
    bench.desktop.reacts = false;
    for (int i = 0; i < 3; i++) {
      click(10, 10);
      var _ = model.call("wait", "{\"millis\": 5}");
    }
    assertThat(stuck()).hasSize(1);
  }

  @Test
  void workWithoutTheScreenIsNoLoopWhileItBringsSomethingNew() {
    bench.desktop.reacts = false;
    int[] runs = {0};
    bench.desktop.machine().onRun =
        _ -> {
          byte[] out = ("line " + runs[0]++).getBytes(StandardCharsets.UTF_8);
          return new CommandResult(0, out, new byte[0], false, false);
        };
    for (int i = 0; i < 40; i++) {
      var _ = model.call("run_command", "{\"command\": \"make step%d\"}".formatted(i % 5));
    }
    assertThat(stuck()).isEmpty();
  }

  @Test
  void anActionThatWasHeldBackIsNoFaultOfTheModel() {
    bench.desktop.reacts = false;
    bench.desktop.onCompare = (_, _) -> new Comparison.Changed(new Rectangle(1, 2, 3, 4));
    for (int i = 0; i < 8; i++) {
      click(10, 10);
    }
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(stuck()).isEmpty();
    assertThat(bench.desktop.performed).hasSize(2);
  }

  @Test
  void aModelThatOnlyFollowsStepsIsLeftAlone() {
    bench.desktop.reacts = false;
    CannedModel script = new CannedModel();
    IntStream.range(0, 30).forEach(_ -> script.call("press_key", "{\"keys\": \"Down\"}"));
    assertThat(bench.run(script.finish(), "go")).isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.events(AgentStuck.class)).isEmpty();
  }

  /// What it does at random: none of it leads anywhere new for long.
  private static final List<List<String>> USELESS =
      List.of(
          List.of("click", "{\"x\": 10, \"y\": 10}"),
          List.of("click", "{\"x\": 13, \"y\": 12}"),
          List.of("click", "{\"x\": 500, \"y\": 10}"),
          List.of("press_key", "{\"keys\": \"Escape\"}"),
          List.of("type_text", "{\"text\": \"a\"}", "press_key", "{\"keys\": \"Return\"}"),
          List.of("screenshot", "{}"),
          List.of("read_file", "{\"path\": \"nothing\"}"),
          List.of("run_command", "{\"command\": \"true\"}"),
          List.of("teleport", "{}"),
          List.of());

  @RepeatedTest(40)
  void whateverAModelDoesWithoutEffectItEndsWithinABound(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int scenes = 1 + random.nextInt(4);
    int few = 1 + random.nextInt(USELESS.size());
    bench.desktop.onScene = frame -> "scene " + frame.number() % scenes;
    CannedModel aimless = new CannedModel().judging();
    for (int i = 0; i < 500; i++) {
      List<String> what = USELESS.get(random.nextInt(few) + USELESS.size() - few);
      var _ = aimless.call(what.toArray(String[]::new));
    }
    TaskEnd end =
        bench.run(
            aimless, Bench.assignment("go", new Budget(10_000, 1 << 30, Duration.ofHours(1))));

    assertThat(end)
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class, it -> assertThat(it.reason()).doesNotContain("budget"));
    int climb = Loop.REVISITS + 4 * Loop.REVISITS_AGAIN + 1;
    assertThat(bench.events(Event.ModelAnswered.class)).hasSizeLessThan((scenes + 2) * climb);
  }
}
