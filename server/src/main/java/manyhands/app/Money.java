package manyhands.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import manyhands.event.Amounts;
import manyhands.event.Event;

/// Budgets in words.
final class Money {

  private static final double MILLION = 1_000_000;

  private Money() {}

  static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.3f" : "$%.2f", dollars);
  }

  static String reached(Event.BudgetReached fact) {
    String whose = fact.task() == null ? "the session's budget" : "the budget of " + fact.task();
    return whose
        + " is used up ("
        + amount(fact.what(), fact.limit())
        + "): it stands still until somebody raises it";
  }

  static String raised(Event.BudgetRaised fact) {
    return "budget raised by " + Clean.line(fact.by(), 40) + ": " + words(fact.more());
  }

  private static String amount(String what, long number) {
    return switch (what) {
      case "money" -> dollars(number / MILLION);
      case "time" -> Duration.ofSeconds(number).toMinutes() + " min";
      default -> String.format(Locale.ROOT, "%,d %s", number, what);
    };
  }

  static String words(Amounts amounts) {
    List<String> words = new ArrayList<>();
    for (Amounts.What what : Amounts.What.values()) {
      Long number = amounts.number(what);
      if (number != null) {
        words.add(amount(what.word(), number));
      }
    }
    return String.join(", ", words);
  }
}
