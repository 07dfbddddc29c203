package manyhands.e2b;

import java.time.Instant;
import java.util.Map;

/// What is kept of a sandbox, also beyond a restart.
///
/// @param desktop the desktop that it is
/// @param metadata what its maker calls it
public record SandboxNote(
    String id,
    String desktop,
    String template,
    String token,
    Map<String, String> metadata,
    Map<String, String> variables,
    Instant startedAt,
    Instant endAt) {

  SandboxNote until(Instant end) {
    return new SandboxNote(id, desktop, template, token, metadata, variables, startedAt, end);
  }
}
