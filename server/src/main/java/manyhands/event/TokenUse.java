package manyhands.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Tokens used; those read from and written to the provider's cache are part of `input`.
/// `microDollars` is what they cost by the price table of that day, absent when no price is known.
public record TokenUse(
    long input,
    long output,
    long cacheRead,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWrite,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long microDollars) {
  public static final TokenUse NONE = new TokenUse(0, 0, 0);

  /// Without a cache that is written to, and without a price.
  public TokenUse(long input, long output, long cacheRead) {
    this(input, output, cacheRead, 0, null);
  }

  /// Both together; the price of what has one.
  public TokenUse plus(TokenUse more) {
    Long price =
        microDollars == null
            ? more.microDollars
            : Long.valueOf(microDollars + (more.microDollars == null ? 0 : more.microDollars));
    return new TokenUse(
        input + more.input,
        output + more.output,
        cacheRead + more.cacheRead,
        cacheWrite + more.cacheWrite,
        price);
  }
}
