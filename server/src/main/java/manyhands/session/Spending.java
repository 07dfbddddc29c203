package manyhands.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import manyhands.event.Amounts;
import manyhands.event.Event;
import org.jspecify.annotations.Nullable;

/// Watches what a session uses and lets all of it stand still at its budget until a person raises
/// that. Agents finish the step that they are in: so much may be used beyond it.
final class Spending {

  /// Who pauses a session whose budget is used up.
  static final String BUDGET = "the budget";

  private final SessionWork work;

  Spending(SessionWork work) {
    this.work = work;
  }

  /// Pauses the session if its budget is used up.
  void check() {
    Amounts limit = limit();
    if (limit == null) {
      return;
    }
    var _ =
        work.journal()
            .record(board -> {
              Amounts used = used();
              Amounts.What what = limit.usedUp(used);
              boolean known = orders().budgets().session() != null;
              return what == null || known || board.isDone()
                  ? List.of()
                  : reached(what, limit, used);
            });
  }

  private List<Event> reached(Amounts.What what, Amounts limit, Amounts used) {
    var until = work.until();
    return List.of(
        new Event.BudgetReached(
            null,
            null,
            what.word(),
            java.util.Objects.requireNonNull(used.number(what)),
            java.util.Objects.requireNonNull(limit.number(what)),
            until),
        new Event.SessionPaused(BUDGET, null, until));
  }

  /// How long until the session's time is used up, if it works on; empty when it has no such limit
  /// or stands still.
  Optional<Duration> timeLeft() {
    Amounts limit = limit();
    if (limit == null || limit.time() == null || orders().isPaused()) {
      return Optional.empty();
    }
    Duration used = java.util.Objects.requireNonNull(used().time());
    Duration left = limit.time().minus(used);
    return Optional.of(left.isNegative() ? Duration.ZERO : left);
  }

  private Amounts used() {
    return work.journal().meter().amounts(work.parts().outside().clock().instant());
  }

  private @Nullable Amounts limit() {
    return orders().budgets().ofSession(work.opened().budget());
  }

  private Orders orders() {
    return work.journal().orders();
  }
}
