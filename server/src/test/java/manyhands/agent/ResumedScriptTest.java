package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeOffice;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.MortalLog;
import manyhands.model.scripted.ScriptedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A script whose server dies at any append: it learns from the markers how its step ended, runs no
/// command twice and leaves none out.
final class ResumedScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Open a terminal and run 'one' and run 'two'",
        "In the text editor write 'many hands' and save it as proverb.txt",
        "Open http://example.com/a in the browser"
      })
  void everyStepHappensOnceWhereverTheServerDies(String task) {
    for (boolean storesIt : new boolean[] {false, true}) {
      boolean died = true;
      for (int append = 1; died; append++) {
        String when = "dying at append " + append + (storesIt ? ", stored" : ", not stored");
        FakeOffice office = new FakeOffice(FakeDesktop.named("d1"));
        Bench bench = new Bench(office.desktop);
        died = die(bench, task, append, storesIt);
        TaskEnd end = bench.run(new ScriptedModel(), resumed(bench, task));
        assertThat(end).as(when).isInstanceOf(TaskEnd.Done.class);
        if (task.contains("terminal")) {
          assertThat(office.commands).as(when).containsExactly("one", "two");
        } else if (task.contains("editor")) {
          assertThat(office.file("proverb.txt")).as(when).isEqualTo("many hands");
        } else {
          assertThat(office.addresses).as(when).contains("http://example.com/a");
        }
      }
    }
  }

  private static boolean die(Bench bench, String task, int append, boolean storesIt) {
    try {
      MortalLog log = new MortalLog(bench.log, append, storesIt);
      var _ =
          new Agent(bench.seat, new ScriptedModel(), log, bench.blobs, _ -> {}, bench.slept::add)
              .run(Bench.assignment(task, Budget.DEFAULT));
      return false;
    } catch (MortalLog.Death _) {
      return true;
    }
  }

  private static Assignment resumed(Bench bench, String task) {
    return new Assignment(
        Bench.SESSION, Bench.AGENT, Bench.TASK, task, List.of(), Budget.DEFAULT, bench.events());
  }

  @Test
  void aStepThatLeavesNoTraceFailsTheTaskAndSaysWhy() {
    FakeOffice office = new FakeOffice(FakeDesktop.named("d1"));
    Bench bench = new Bench(office.desktop);
    // look and ask; reply and intent; the outcome is lost
    assertThat(die(bench, "Press ctrl+s", 3, false)).isTrue();
    assertThat(bench.events(Event.ActionIntended.class)).hasSize(1);

    assertThat(bench.run(new ScriptedModel(), resumed(bench, "Press ctrl+s")))
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class,
            it -> assertThat(it.reason()).contains("restarted").contains("cannot see"));
  }
}
