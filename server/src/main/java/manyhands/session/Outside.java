package manyhands.session;

import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import manyhands.seat.Seat.Sleeper;

/// Threads, time and chance. `threads` makes virtual ones; an id is up to 30 lower-case letters and
/// digits that nobody can guess; `sleeper` lets the time pass that a session pauses by itself;
/// `nanos` is a clock that nobody sets.
public record Outside(
    ThreadFactory threads,
    InstantSource clock,
    Supplier<String> ids,
    Sleeper sleeper,
    LongSupplier nanos) {

  public Outside(ThreadFactory threads, InstantSource clock, Supplier<String> ids) {
    this(threads, clock, ids, Thread::sleep);
  }

  public Outside(
      ThreadFactory threads, InstantSource clock, Supplier<String> ids, Sleeper sleeper) {
    this(threads, clock, ids, sleeper, System::nanoTime);
  }
}
