package manyhands.e2b;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of a sandbox, also beyond a restart.
///
/// @param desktop the desktop that it is
/// @param metadata what its maker calls it
public record SandboxNote(
    String id,
    String desktop,
    String template,
    Keys keys,
    Map<String, String> metadata,
    Map<String, String> variables,
    Instant startedAt,
    Instant endAt) {

  /// @param traffic what requests to its ports must carry; null where they are public
  record Keys(String token, @Nullable String traffic) {}

  String token() {
    return keys.token();
  }

  @Nullable String traffic() {
    return keys.traffic();
  }

  SandboxNote until(Instant end) {
    return new SandboxNote(id, desktop, template, keys, metadata, variables, startedAt, end);
  }
}
