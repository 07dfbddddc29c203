package manyhands.model;

/// What a model costs, in micro-dollars per million tokens: tokens that go in afresh, come out, are
/// read from the provider's cache and written to it.
public record Price(long input, long output, long cacheRead, long cacheWrite) {

  private static final long MILLION = 1_000_000;

  /// In dollars per million tokens.
  public static Price dollars(double input, double output, double cacheRead, double cacheWrite) {
    return new Price(micro(input), micro(output), micro(cacheRead), micro(cacheWrite));
  }

  private static long micro(double dollars) {
    return Math.round(dollars * MILLION);
  }

  /// What was used, in micro-dollars, rounded up: nothing that was used is free.
  public long of(Usage usage) {
    long cached = usage.cacheReadTokens() + usage.cacheWriteTokens();
    long fresh = Math.max(0, usage.inputTokens() - cached);
    long all =
        fresh * input
            + usage.outputTokens() * output
            + usage.cacheReadTokens() * cacheRead
            + usage.cacheWriteTokens() * cacheWrite;
    return Math.ceilDiv(all, MILLION);
  }
}
