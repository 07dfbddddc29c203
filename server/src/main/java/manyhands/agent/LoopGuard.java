package manyhands.agent;

import java.util.List;
import manyhands.desktop.Action;
import org.jspecify.annotations.Nullable;

/// Notices a model that does the same thing over and over without effect. Waiting is no loop; a
/// budget bounds it.
final class LoopGuard {

  /// After so many the model is told; a person who presses a dead button has noticed by then too.
  static final int TELL = 4;

  /// After so many the task fails.
  static final int STOP = 10;

  private @Nullable List<Intent> repeated;
  private int times;

  /// A reply was carried out: what it did, and whether anything came of it.
  void observe(List<Intent> done, boolean effect) {
    boolean waits =
        done.stream()
            .anyMatch(it -> it instanceof Intent.Act act && act.action() instanceof Action.Wait);
    if (waits) {
      return;
    }
    if (effect || !done.equals(repeated)) {
      repeated = List.copyOf(done);
      times = 0;
    }
    if (!effect) {
      times++;
    }
  }

  /// A hint for the model, or empty.
  String hint() {
    return times >= TELL && times < STOP
        ? " This same call has changed nothing " + times + " times in a row: try something else."
        : "";
  }

  boolean isStuck() {
    return times >= STOP;
  }

  String reason() {
    return "The agent was stuck: it did the same thing "
        + times
        + " times without any effect ("
        + (repeated == null || repeated.isEmpty() ? "nothing" : repeated.getFirst().words())
        + ").";
  }
}
