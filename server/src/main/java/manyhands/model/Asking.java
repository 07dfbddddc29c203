package manyhands.model;

import java.time.Duration;
import manyhands.model.Account.Sleeper;
import manyhands.model.Model.ThinkingListener;
import org.jspecify.annotations.Nullable;

/// Asks a model, in turn with all others of its account, and asks again when that can help.
public final class Asking {

  /// With the pauses between, about half a minute of trouble is survived, or what a provider asks
  /// to be waited each time.
  public static final int MOST_TRIES = 6;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// A wait that a person who watches would wonder about.
  private static final Duration NOTICED = Duration.ofSeconds(3);

  private final Model model;
  private final ThinkingListener live;
  private final Sleeper sleeper;

  /// `live` hears reasoning as it streams in and of long waits, `sleeper` lets the time between two
  /// tries pass.
  public Asking(Model model, ThinkingListener live, Sleeper sleeper) {
    this.model = model;
    this.live = live;
    this.sleeper = sleeper;
  }

  /// How the model is given screen, mouse and keyboard.
  public Computer computer() {
    return model.computer();
  }

  /// Whether the model can judge.
  public boolean canJudge() {
    return model.canJudge();
  }

  /// The model's reply. Fails with the last [ModelException] when asking again cannot help, was
  /// tried often enough, or would take longer than `left`.
  public Reply ask(Conversation conversation, Duration left) throws InterruptedException {
    long began = System.nanoTime();
    Account account = model.account();
    Duration pause = FIRST_PAUSE;
    @Nullable ModelException before = null;
    for (int tries = 1; ; tries++) {
      long setAside = turn(account, left.minus(since(began)), before);
      try {
        Reply reply = model.ask(conversation, live);
        account.used(setAside, reply.usage());
        return reply;
      } catch (ModelException failure) {
        account.failed(setAside, failure);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        boolean late = since(began).plus(pause).compareTo(left) > 0;
        if (!mayHelp(failure) || tries == MOST_TRIES || late) {
          throw failure;
        }
        before = failure;
      }
      Duration rest = account.jittered(pause);
      announce(rest, before);
      sleeper.sleep(rest);
      pause = pause.multipliedBy(2);
    }
  }

  /// What the provider said `before` tells more than that there is no time left for its wish.
  private long turn(Account account, Duration left, @Nullable ModelException before)
      throws InterruptedException {
    try {
      Duration wait = account.expectedWait();
      if (wait.compareTo(left) < 0) {
        announce(wait, before);
      }
      return account.awaitTurn(left, sleeper);
    } catch (ModelException noRoom) {
      throw before == null ? noRoom : before;
    }
  }

  private void announce(Duration wait, @Nullable ModelException before) {
    if (wait.compareTo(NOTICED) >= 0) {
      String limits = "the limits of the model's account";
      live.onWaiting(wait, before == null ? limits : String.valueOf(before.getMessage()));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static boolean mayHelp(ModelException failure) {
    return switch (failure.code()) {
      case BUSY, FAILED, MALFORMED -> true;
      case UNAVAILABLE, REFUSED, INVALID -> false;
    };
  }
}
