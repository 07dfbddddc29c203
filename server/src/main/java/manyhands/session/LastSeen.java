package manyhands.session;

import java.time.Instant;
import manyhands.event.Event.ScreenSeen;

/// What an agent saw last, and when.
record LastSeen(ScreenSeen seen, Instant at) {}
