package manyhands.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one task may use at most, over all its tries: steps (model replies), tokens (in and out),
/// time and, when that is limited, money in micro-dollars. `session` is what all tasks together may
/// use, when that is limited. At a budget the work stands still and a person is asked.
public record Budget(
    int steps,
    long tokens,
    Duration time,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long microDollars,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Amounts session) {

  public static final Budget DEFAULT = new Budget(200, 2_000_000, Duration.ofMinutes(30));

  /// Without a limit in money, or of the session.
  public Budget(int steps, long tokens, Duration time) {
    this(steps, tokens, time, null, null);
  }

  /// With so much more for the task; what is not limited stays so.
  public Budget plus(Amounts more) {
    return new Budget(
        more.steps() == null ? steps : Math.addExact(steps, more.steps()),
        more.tokens() == null ? tokens : Math.addExact(tokens, more.tokens()),
        more.time() == null ? time : time.plus(more.time()),
        microDollars == null || more.microDollars() == null
            ? microDollars
            : Long.valueOf(Math.addExact(microDollars, more.microDollars())),
        session);
  }

  /// The task's part.
  public Amounts task() {
    return new Amounts(steps, tokens, time, microDollars);
  }
}
