package manyhands.e2b;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is kept of a sandbox, also beyond a restart.
///
/// @param desktop the desktop that it is
/// @param host what programs behind its ports are told that they are called, with `${PORT}` for the
///   port; null for the name that was asked for
/// @param metadata what its maker calls it
public record SandboxNote(
    String id,
    String desktop,
    String template,
    Keys keys,
    @Nullable String host,
    Map<String, String> metadata,
    Map<String, String> variables,
    Life life) {

  /// @param traffic what requests to its ports must carry; null where they are public
  record Keys(String token, @Nullable String traffic) {}

  /// @param endAt when its time is over: that of a paused one, too
  record Life(Instant startedAt, Instant endAt, AtEnd atEnd, boolean paused) {}

  /// What becomes of it when its time is over.
  ///
  /// @param pauses whether it is paused instead of ended
  /// @param resumes whether it goes on, once paused, when somebody calls it
  record AtEnd(boolean pauses, boolean resumes) {}

  String token() {
    return keys.token();
  }

  @Nullable String traffic() {
    return keys.traffic();
  }

  Instant startedAt() {
    return life.startedAt();
  }

  Instant endAt() {
    return life.endAt();
  }

  boolean paused() {
    return life.paused();
  }

  /// Running until then.
  SandboxNote until(Instant end) {
    return with(new Life(startedAt(), end, life.atEnd(), false));
  }

  /// Standing still until somebody wants it, or until then.
  SandboxNote pausedUntil(Instant end) {
    return with(new Life(startedAt(), end, life.atEnd(), true));
  }

  private SandboxNote with(Life other) {
    return new SandboxNote(id, desktop, template, keys, host, metadata, variables, other);
  }
}
