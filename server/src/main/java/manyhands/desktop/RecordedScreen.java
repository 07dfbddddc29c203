package manyhands.desktop;

import java.time.Instant;

/// A screen out of a recording; `drawn` is when what it shows was recorded.
public record RecordedScreen(Screenshot screenshot, Instant drawn) {}
