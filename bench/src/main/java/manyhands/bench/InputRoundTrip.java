package manyhands.bench;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;

/// How long input takes to be processed by the screen's server.
final class InputRoundTrip implements Bench {

  private static final int WARM = 200;
  private static final int ACTIONS = 1000;

  @Override
  public String name() {
    return "input";
  }

  @Override
  public String what() {
    return "one pointer movement performed: sent, and known to be processed by the screen's server";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Long> moves = new ArrayList<>();
    try (Lab.Seated seated = lab.desktop()) {
      for (int i = 0; i < WARM + ACTIONS; i++) {
        long began = System.nanoTime();
        seated.desktop().perform(new Action.Move(100 + i % 500, 300));
        if (i >= WARM) {
          moves.add(System.nanoTime() - began);
        }
      }
    }
    return List.of(Row.millis("input round trip", moves, ""));
  }
}
