package manyhands.session;

import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/// Threads, time and chance. `threads` makes virtual ones; an id is up to 30 lower-case letters and
/// digits that nobody can guess.
public record Outside(ThreadFactory threads, InstantSource clock, Supplier<String> ids) {}
