package manyhands.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import org.jspecify.annotations.Nullable;

/// Budgets as clients write them: `steps`, `tokens`, ISO 8601 `time` and `dollars`.
final class Budgets {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private Budgets() {}

  /// The budget of each task, with that of the session in `session`; null when there is none.
  static @Nullable Budget budget(@Nullable Fields fields) {
    if (fields == null) {
      return null;
    }
    Fields known = fields.only("steps", "tokens", "time", "dollars", "session");
    Budget usual = Budget.DEFAULT;
    Amounts task = amounts(known);
    Fields session = known.nested("session");
    return new Budget(
        task.steps() == null ? usual.steps() : task.steps(),
        task.tokens() == null ? usual.tokens() : task.tokens(),
        task.time() == null ? usual.time() : task.time(),
        task.microDollars(),
        session == null ? null : amounts(session.only("steps", "tokens", "time", "dollars")));
  }

  static Amounts amounts(Fields fields) {
    Integer steps = fields.integer("steps");
    Long tokens = fields.longInteger("tokens");
    Duration time = fields.duration("time");
    BigDecimal dollars = fields.decimal("dollars");
    return new Amounts(steps, tokens, time, dollars == null ? null : microDollars(dollars));
  }

  private static Long microDollars(BigDecimal dollars) {
    try {
      return dollars.multiply(MILLION).setScale(0, RoundingMode.UP).longValueExact();
    } catch (ArithmeticException _) {
      throw new Refusal(Refusal.Code.BAD_FIELD, "\"dollars\" is too large.");
    }
  }
}
