package manyhands.model;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// One account at a provider, shared by everybody who asks through it: agents take turns in the
/// order in which they came, all keep to its requests and tokens per minute, and a provider's wish
/// to be left alone holds for all of them. Safe for use by many threads.
public final class Account {

  /// Lets time pass.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /// What an account may use in a minute; zero is no limit.
  public record Limits(long requestsPerMinute, long tokensPerMinute) {
    public static final Limits NONE = new Limits(0, 0);
  }

  /// What a request is taken to need before one was answered: some pages of words and a picture.
  private static final long FIRST_GUESS = 4_000;

  private final Allowance requests;
  private final Allowance tokens;
  private final LongSupplier nanos;
  private final DoubleSupplier chance;

  /// Held while waiting for room. Fair: whoever waits longest is next, so that no agent starves
  /// beside a quick one. What is counted has a lock of its own, so that nobody with a reply waits.
  private final ReentrantLock turn = new ReentrantLock(true);

  private long aloneUntil;
  private long guess = FIRST_GUESS;

  /// `nanos` is a clock like [System#nanoTime], `chance` gives numbers from 0 to 1.
  public Account(Limits limits, LongSupplier nanos, DoubleSupplier chance) {
    this.requests = new Allowance(limits.requestsPerMinute(), nanos.getAsLong());
    this.tokens = new Allowance(limits.tokensPerMinute(), nanos.getAsLong());
    this.nanos = nanos;
    this.chance = chance;
    this.aloneUntil = nanos.getAsLong();
  }

  /// For a model that nobody limits.
  public static Account unlimited() {
    return new Account(Limits.NONE, System::nanoTime, () -> 0.5);
  }

  /// How long a request would wait for room if none were before it.
  synchronized Duration expectedWait() {
    return Duration.ofNanos(Math.max(0, nanosUntilRoom(nanos.getAsLong())));
  }

  private long nanosUntilRoom(long now) {
    long wait = Math.max(aloneUntil - now, requests.nanosUntil(1, now));
    return Math.max(wait, tokens.nanosUntil(guess, now));
  }

  /// Waits until there is room for a request, in turn. The answer is how many tokens were set aside
  /// for it. Fails with `BUSY` when that would take longer than `left`.
  long awaitTurn(Duration left, Sleeper sleeper) throws InterruptedException {
    long end = nanos.getAsLong() + left.toNanos();
    // Behind others for no longer than alone: the time that is left runs while they wait.
    if (!turn.tryLock(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS)) {
      throw noRoom();
    }
    try {
      while (true) {
        long now = nanos.getAsLong();
        long wait;
        synchronized (this) {
          wait = nanosUntilRoom(now);
          if (wait <= 0) {
            requests.take(1);
            tokens.take(guess);
            return guess;
          }
        }
        if (now + wait > end) {
          throw noRoom();
        }
        sleeper.sleep(Duration.ofNanos(wait));
      }
    } finally {
      turn.unlock();
    }
  }

  private static ModelException noRoom() {
    return new ModelException(
        ModelException.Code.BUSY,
        "The limits of the model's account leave no room for this in the time that is left.");
  }

  /// A request was answered, for which so much had been set aside.
  synchronized void used(long setAside, Usage usage) {
    long used = usage.inputTokens() - usage.cacheReadTokens() + usage.outputTokens();
    tokens.take(used - setAside);
    guess = Math.max(1, (3 * guess + used) / 4);
  }

  /// A request failed; what it was given is given back, but for its place among the requests.
  synchronized void failed(long setAside, ModelException failure) {
    tokens.take(-setAside);
    Duration wish = failure.retryAfter();
    if (wish != null) {
      aloneUntil = Math.max(aloneUntil, nanos.getAsLong() + wish.toNanos());
    }
  }

  /// From three quarters to five quarters of a pause, so that agents that failed together do not
  /// come back together.
  Duration jittered(Duration pause) {
    return Duration.ofNanos((long) (pause.toNanos() * (0.75 + chance.getAsDouble() / 2)));
  }

  /// So much in a minute, growing back evenly; may be overdrawn by what was not foreseen.
  private static final class Allowance {
    private final double perNano;
    private final double most;
    private double there;
    private long at;

    Allowance(long perMinute, long now) {
      this.perNano = perMinute / (double) Duration.ofMinutes(1).toNanos();
      this.most = perMinute;
      this.there = perMinute;
      this.at = now;
    }

    /// How long until there is enough; a wish for more than ever fits waits for all there is.
    long nanosUntil(long wanted, long now) {
      if (most == 0) {
        return 0;
      }
      there = Math.min(most, there + (now - at) * perNano);
      at = now;
      double missing = Math.min((double) wanted, most) - there;
      return missing <= 0 ? 0 : (long) Math.ceil(missing / perNano);
    }

    void take(long amount) {
      there -= amount;
    }
  }
}
