package manyhands.simulation;

import java.util.Random;
import manyhands.simulation.Step.Kind;

/// What may happen in one run, drawn from its seed: many runs know but a few troubles, so that each
/// is seen alone and with others.
record Menu(
    int sessions,
    int crashes,
    int commands,
    int storeFails,
    int machineFails,
    int modelFails,
    boolean diskFills,
    boolean clockJumps) {

  private static final int[] PERCENT = {0, 0, 1, 3, 8};

  static Menu of(Random random) {
    return new Menu(
        1 + random.nextInt(2),
        random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
        random.nextInt(3) == 0 ? 0 : random.nextInt(8),
        PERCENT[random.nextInt(PERCENT.length)],
        PERCENT[random.nextInt(PERCENT.length)],
        PERCENT[random.nextInt(PERCENT.length)],
        random.nextInt(5) == 0,
        random.nextInt(4) == 0);
  }

  /// True when nothing but people and the models' moods touches the sessions.
  boolean isCalm() {
    return crashes == 0 && storeFails == 0 && machineFails == 0 && !diskFills;
  }

  Fault fault(Kind kind, Random random) {
    return switch (kind) {
      case APPEND, BLOB -> random.nextInt(100) < storeFails ? store(random) : Fault.NONE;
      case BOOT -> {
        int what = random.nextInt(100);
        yield what < machineFails ? Fault.FAILED : what < 30 ? Fault.LATE : Fault.NONE;
      }
      case END_MACHINE -> random.nextInt(100) < machineFails ? Fault.FAILED : Fault.NONE;
      case OPEN, LOOK, TOUCH, MACHINE ->
          random.nextInt(300) < machineFails ? machine(random) : Fault.NONE;
      case MODEL, SLEEP, COMMAND -> Fault.NONE;
    };
  }

  private static Fault store(Random random) {
    return random.nextBoolean() ? Fault.KEPT_BUT_FAILED : Fault.NOT_KEPT;
  }

  private static Fault machine(Random random) {
    return random.nextBoolean() ? Fault.MACHINE_DIES : Fault.FAILED;
  }
}
