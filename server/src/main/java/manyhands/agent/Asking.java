package manyhands.agent;

import java.time.Duration;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import manyhands.seat.Seat.Sleeper;

/// Asks a model, and asks again when that can help.
final class Asking {

  /// With the pauses between, about half a minute of trouble is survived.
  static final int MOST_TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Model model;
  private final ThinkingListener live;
  private final Sleeper sleeper;

  Asking(Model model, ThinkingListener live, Sleeper sleeper) {
    this.model = model;
    this.live = live;
    this.sleeper = sleeper;
  }

  /// The model's reply. Fails with the last [ModelException] when asking again cannot help, was
  /// tried often enough, or would take longer than `left`.
  Reply ask(Conversation conversation, Duration left) throws InterruptedException {
    long began = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        return model.ask(conversation, live);
      } catch (ModelException failure) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Duration used = Duration.ofNanos(System.nanoTime() - began);
        boolean late = used.plus(pause).compareTo(left) > 0;
        if (!mayHelp(failure) || tries == MOST_TRIES || late) {
          throw failure;
        }
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static boolean mayHelp(ModelException failure) {
    return switch (failure.code()) {
      case BUSY, FAILED, MALFORMED -> true;
      case UNAVAILABLE, REFUSED -> false;
    };
  }
}
