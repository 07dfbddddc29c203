package manyhands.event;

import java.time.Duration;

/// What one task may use at most, over all its tries: steps (model replies), tokens (in and out)
/// and time. A task that uses it up fails with that as its reason.
public record Budget(int steps, long tokens, Duration time) {

  public static final Budget DEFAULT = new Budget(200, 2_000_000, Duration.ofMinutes(30));
}
