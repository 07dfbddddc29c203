package manyhands.model;

/// Tokens of one call; `cacheReadTokens` are part of `inputTokens`.
public record Usage(long inputTokens, long outputTokens, long cacheReadTokens) {

  public static final Usage NONE = new Usage(0, 0, 0);
}
