package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeOffice;
import manyhands.event.Standing;
import manyhands.model.scripted.ScriptedModel;
import manyhands.plan.Plan;
import manyhands.plan.PlannedTask;
import manyhands.plan.Planner;
import org.junit.jupiter.api.Test;

/// The planner, the loop and the scripted model together, at a desktop that simulates windows.
final class ScriptedTasksTest {

  private final FakeOffice office = new FakeOffice(FakeDesktop.named("d1"));
  private final Bench bench = new Bench(office.desktop);

  @Test
  void theMainPromptBecomesThreeTasksThatAreDone() {
    Plan plan =
        new Planner(new ScriptedModel())
            .plan(
                "Open a terminal and run 'uname -a > system.txt'. In the text editor write 'many"
                    + " hands make light work' and save it as proverb.txt. Open a terminal and run"
                    + " 'seq 1 1000 | sha256sum > sum.txt'.",
                2);

    assertThat(plan.tasks())
        .containsExactly(
            new PlannedTask("Open a terminal and run 'uname -a > system.txt'", List.of()),
            new PlannedTask(
                "In the text editor write 'many hands make light work' and save it as proverb.txt",
                List.of()),
            new PlannedTask(
                "Open a terminal and run 'seq 1 1000 | sha256sum > sum.txt'", List.of()));

    List<TaskEnd> ends = new ArrayList<>();
    plan.tasks().forEach(task -> ends.add(bench.run(new ScriptedModel(), task.description())));

    assertThat(ends)
        .containsExactly(
            done("opened the terminal; ran `uname -a > system.txt` (exit 0)", List.of()),
            done("typed 26 characters; saved proverb.txt (26 characters)", List.of("proverb.txt")),
            done(
                "opened the terminal; ran `seq 1 1000 | sha256sum > sum.txt` (exit 0)", List.of()));
    assertThat(office.commands)
        .containsExactly("uname -a > system.txt", "seq 1 1000 | sha256sum > sum.txt");
    assertThat(office.file("proverb.txt")).isEqualTo("many hands make light work");
  }

  @Test
  void aCommandThatFailsFailsItsTask() {
    office.onCommand = _ -> 3;
    assertThat(bench.run(new ScriptedModel(), "Run 'false' and run 'true'"))
        .isEqualTo(new TaskEnd.Failed("The command `false` ended with exit status 3."));
    assertThat(office.commands).containsExactly("false");
  }

  @Test
  void aStepThatIsNotUnderstoodFailsBeforeAnythingIsDone() {
    TaskEnd end = bench.run(new ScriptedModel(), "Run 'true' and frobnicate the bar");
    assertThat(end)
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .startsWith(
                        "I do not understand the step \"frobnicate the bar\". Known steps"));
    assertThat(office.desktop.performed).isEmpty();
  }

  @Test
  void aFileThatHoldsSomethingElseFailsTheTaskAndSaysWhatIsThere() {
    office.autocorrect = text -> text.replace("teh", "the");
    assertThat(bench.run(new ScriptedModel(), "In the editor type 'teh end' and save as a.txt"))
        .isEqualTo(
            new TaskEnd.Failed(
                "The file a.txt does not hold what was written; it holds \"the end\"."));
  }

  @Test
  void aFileThatIsThereIsReplaced() {
    office.desktop.machine().write("a.txt", new byte[] {'o', 'l', 'd'});
    assertThat(bench.run(new ScriptedModel(), "In the editor type 'new' and save it as a.txt"))
        .isEqualTo(done("typed 3 characters; saved a.txt (3 characters)", List.of("a.txt")));
    assertThat(office.file("a.txt")).isEqualTo("new");
  }

  @Test
  void aWindowThatDoesNotComeUpFailsTheTaskAndSaysWhatIsActive() {
    office.dead = "super+e";
    assertThat(bench.run(new ScriptedModel(), "Open the file manager and open the text editor"))
        .isEqualTo(
            new TaskEnd.Failed(
                "No window of the text editor came up within 30 seconds; active is a window of"
                    + " Pcmanfm with the title \"user\"."));
  }

  @Test
  void anExclamationMarkIsTypedWithHistoryOff() {
    assertThat(bench.run(new ScriptedModel(), "Run 'echo \"hi!\"' and run 'echo !!'"))
        .isInstanceOf(TaskEnd.Done.class);
    assertThat(office.commands).containsExactly("set +H", "echo \"hi!\"", "echo !!");
  }

  @Test
  void anActionThatWasHeldBackIsMadeAgain() {
    int[] compared = {0};
    office.desktop.onCompare =
        (_, _) ->
            compared[0]++ % 2 == 0
                ? new manyhands.desktop.Comparison.Changed(
                    new manyhands.desktop.Rectangle(1, 2, 3, 4))
                : new manyhands.desktop.Comparison.Same();
    assertThat(bench.run(new ScriptedModel(), "Open a terminal and run 'ls'"))
        .isInstanceOf(TaskEnd.Done.class);
    assertThat(office.commands).containsExactly("ls");
  }

  @Test
  void anAddressIsOpenedInTheBrowser() {
    assertThat(bench.run(new ScriptedModel(), "Open http://example.com/a?b=c in the browser"))
        .isEqualTo(done("opened http://example.com/a?b=c", List.of()));
    assertThat(office.addresses).containsExactly("http://example.com/a?b=c");
  }

  private static TaskEnd done(String result, List<String> artifacts) {
    String evidence = "Every step was carried out without an error.";
    return new TaskEnd.Done(result, artifacts, evidence, Standing.CLAIMED);
  }
}
