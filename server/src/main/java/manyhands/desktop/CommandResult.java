package manyhands.desktop;

/// What a command answered. `exitCode` is 128 + the signal when one ended it.
public record CommandResult(
    int exitCode, byte[] stdout, byte[] stderr, boolean truncated, boolean timedOut) {}
