package manyhands.session;

import java.time.Instant;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Size;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;

/// A desktop without an agent. Its facts stand in a stream of its own, named `events`; it is closed
/// by itself at `expiresAt`: when it was not used until then or, with `kept`, whether it was used
/// or not.
public record DesktopView(
    DesktopId id,
    String kind,
    Size size,
    Instant createdAt,
    Instant expiresAt,
    SessionId events,
    @Nullable Kept kept) {}
