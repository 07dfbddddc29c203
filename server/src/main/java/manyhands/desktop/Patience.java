package manyhands.desktop;

import java.time.Duration;

/// How long to wait for the screen after an action: until `firstChange` for anything to be drawn,
/// then until nothing was drawn for `quiet`, but never longer than `atMost` in all.
public record Patience(Duration firstChange, Duration quiet, Duration atMost) {}
