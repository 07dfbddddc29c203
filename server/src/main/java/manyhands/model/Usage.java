package manyhands.model;

import org.jspecify.annotations.Nullable;

/// Tokens of one call; those read from and written to the provider's cache are part of
/// `inputTokens`. `microDollars` is what they cost; null when no price is known.
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    @Nullable Long microDollars) {

  public static final Usage NONE = new Usage(0, 0, 0);

  /// Without a price.
  public Usage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {
    this(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, null);
  }

  /// Without a word about what was written to a cache.
  public Usage(long inputTokens, long outputTokens, long cacheReadTokens) {
    this(inputTokens, outputTokens, cacheReadTokens, 0);
  }

  /// The same at a price.
  public Usage at(Price price) {
    return new Usage(
        inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, Long.valueOf(price.of(this)));
  }
}
