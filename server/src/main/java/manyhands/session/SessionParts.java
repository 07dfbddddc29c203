package manyhands.session;

import manyhands.event.Blobs;
import manyhands.event.EventLog;

/// Everything that sessions are made of.
public record SessionParts(
    EventLog log,
    Blobs blobs,
    Models models,
    DesktopKinds desktops,
    Crew crew,
    SessionLimits limits,
    Outside outside) {}
