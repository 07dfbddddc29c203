package manyhands.session;

import manyhands.event.Blobs;
import manyhands.event.EventLog;
import manyhands.secret.SecretStore;

/// Everything that sessions are made of.
public record SessionParts(
    EventLog log,
    Blobs blobs,
    Models models,
    DesktopKinds desktops,
    Crew crew,
    SessionLimits limits,
    Outside outside,
    SecretStore secrets) {

  /// With secrets that end with the process.
  public SessionParts(
      EventLog log,
      Blobs blobs,
      Models models,
      DesktopKinds desktops,
      Crew crew,
      SessionLimits limits,
      Outside outside) {
    this(log, blobs, models, desktops, crew, limits, outside, SecretStore.inMemory());
  }
}
