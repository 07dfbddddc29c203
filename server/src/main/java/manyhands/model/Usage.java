package manyhands.model;

/// Tokens of one call; those read from and written to the provider's cache are part of
/// `inputTokens`.
public record Usage(
    long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {

  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /// Without a word about what was written to a cache.
  public Usage(long inputTokens, long outputTokens, long cacheReadTokens) {
    this(inputTokens, outputTokens, cacheReadTokens, 0);
  }
}
