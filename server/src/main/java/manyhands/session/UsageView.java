package manyhands.session;

/// What a session used: tokens in, out and (part of those in) read from the provider's cache, and
/// replies of the model.
public record UsageView(long input, long output, long cacheRead, int steps) {}
