package manyhands.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import manyhands.agent.Agent;
import manyhands.session.HumanGate;

/// Where people are waited for, as the environment has it: `MANYHANDS_WAIT` and
/// `MANYHANDS_APPROVE`.
final class People {
  private static final String WAIT = "MANYHANDS_WAIT";
  private static final String APPROVE = "MANYHANDS_APPROVE";

  /// A month: what waits longer was forgotten.
  private static final Duration LONGEST = Duration.ofDays(31);

  private People() {}

  static HumanGate gate(Settings settings) {
    return new HumanGate(longest(settings.variable(WAIT)), tools(settings.variable(APPROVE)));
  }

  private static Duration longest(String wanted) {
    if (wanted.isEmpty()) {
      return HumanGate.USUAL.longest();
    }
    try {
      String upper = wanted.toUpperCase(Locale.ROOT);
      Duration longest =
          Duration.parse(
              upper.startsWith("P") ? upper : (upper.endsWith("D") ? "P" : "PT") + upper);
      if (longest.toSeconds() >= 1 && longest.compareTo(LONGEST) <= 0) {
        return longest;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // The answer is the same as for one that is too long.
    }
    throw new Trouble(
        "%s is \"%s\": it can be a time like 30m, 1h or 2d, from 1s to 31d."
            .formatted(WAIT, Clean.line(wanted, 60)));
  }

  private static Set<String> tools(String wanted) {
    Set<String> tools = new LinkedHashSet<>();
    List<String> known = Agent.tools();
    for (String name : wanted.split(",")) {
      String tool = name.strip();
      if (!tool.isEmpty() && !known.contains(tool)) {
        throw new Trouble(
            "%s names \"%s\", which is no tool; there is: %s."
                .formatted(APPROVE, Clean.line(tool, 60), String.join(", ", known)));
      }
      if (!tool.isEmpty()) {
        tools.add(tool);
      }
    }
    return tools;
  }
}
