package manyhands.session;

import java.time.Instant;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Size;
import manyhands.event.SessionId;

/// A desktop without an agent. Its facts stand in a stream of its own, named `events`; it is closed
/// by itself when it was not used until `expiresAt`.
public record DesktopView(
    DesktopId id, String kind, Size size, Instant createdAt, Instant expiresAt, SessionId events) {}
