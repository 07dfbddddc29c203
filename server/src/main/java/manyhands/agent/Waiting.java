package manyhands.agent;

import java.time.Duration;
import java.util.function.Supplier;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import org.jspecify.annotations.Nullable;

/// The steering of one try, with a watch on it: how long people let the agent wait, which is not
/// its task's time. For one thread.
final class Waiting implements Steering {

  private final Steering people;
  private final Supplier<Duration> held;
  private final Runnable flush;
  private long nanos;

  /// While somebody waits here a person may also take the seat; `held` counts that already. What
  /// was noted is made durable by `flush` before.
  Waiting(Steering people, Supplier<Duration> held, Runnable flush) {
    this.people = people;
    this.held = held;
    this.flush = flush;
  }

  /// A wait for people.
  @FunctionalInterface
  private interface Wait<T> {
    @Nullable T end() throws InterruptedException;
  }

  private <T> @Nullable T measured(Wait<T> wait) throws InterruptedException {
    flush.run();
    long began = System.nanoTime();
    Duration before = held.get();
    try {
      return wait.end();
    } finally {
      nanos += System.nanoTime() - began - held.get().minus(before).toNanos();
    }
  }

  /// How long, in all.
  Duration waited() {
    return Duration.ofNanos(nanos);
  }

  @Override
  public boolean isPaused() {
    return people.isPaused();
  }

  @Override
  public void awaitResume() throws InterruptedException {
    var _ =
        measured(() -> {
          people.awaitResume();
          return null;
        });
  }

  @Override
  public boolean wantsPermission(String tool) {
    return people.wantsPermission(tool);
  }

  @Override
  public boolean isSecret(String text) {
    return people.isSecret(text);
  }

  @Override
  public Permission ask(Question question) throws InterruptedException {
    Permission answer = measured(() -> people.ask(question));
    return answer == null ? Permission.UNANSWERED : answer;
  }

  @Override
  public @Nullable String askPerson(PersonQuestion question) throws InterruptedException {
    return measured(() -> people.askPerson(question));
  }

  @Override
  public @Nullable Budget askBudget(Amounts.What what) throws InterruptedException {
    return measured(() -> people.askBudget(what));
  }

  @Override
  public void withdraw(String call) {
    people.withdraw(call);
  }
}
