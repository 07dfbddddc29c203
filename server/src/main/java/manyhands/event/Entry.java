package manyhands.event;

import java.time.Instant;

/// One fact in its place: `seq` counts from 1 within the session, without a gap.
public record Entry(long seq, Instant at, SessionId session, Event event) {}
