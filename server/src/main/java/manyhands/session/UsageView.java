package manyhands.session;

import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// What a session or an agent used: tokens in, out and (part of those in) read from and written to
/// the provider's cache, replies of the model, and what that cost in dollars. The cost is null when
/// no price is known.
public record UsageView(
    long input, long output, long cacheRead, long cacheWrite, int steps, @Nullable Double cost) {

  private static final double MILLION = 1_000_000;

  public static final UsageView NONE = of(TokenUse.NONE, 0);

  public static UsageView of(TokenUse used, int steps) {
    Long price = used.microDollars();
    return new UsageView(
        used.input(),
        used.output(),
        used.cacheRead(),
        used.cacheWrite(),
        steps,
        price == null ? null : Double.valueOf(price / MILLION));
  }
}
