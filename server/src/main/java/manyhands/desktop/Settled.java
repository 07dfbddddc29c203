package manyhands.desktop;

import java.time.Duration;

/// How the wait for a quiet screen ended. `changed` is the smallest rectangle around everything
/// that was drawn, empty when nothing was; `quiet` is false when the time ran out while it was
/// still drawing.
public record Settled(Rectangle changed, boolean quiet, Duration took) {}
