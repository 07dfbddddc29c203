package manyhands.desktop.rfb;

import java.util.Optional;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Size;

/// Tells whether a server still lives. One that is quiet for a while is asked something; one that
/// goes on being quiet, never ends a message, or takes nothing, is lost. A machine that was only
/// paused for half a minute is not.
final class Liveness {

  private static final long SECOND = 1_000_000_000L;

  private static final long ASK_AFTER = 10 * SECOND;
  private static final long LOST_AFTER = 60 * SECOND;

  /// A whole screen over a slow line, byte by byte.
  private static final long LONGEST_MESSAGE = 60 * SECOND;

  /// The kernel's buffer and ours have been full for so long.
  private static final long LONGEST_WRITE = 10 * SECOND;

  private final Wire wire;
  private final ServerMessages messages;
  private final Fences fences;
  private long askedAt;

  Liveness(Wire wire, ServerMessages messages, Fences fences) {
    this.wire = wire;
    this.messages = messages;
    this.fences = fences;
  }

  /// Looks once, to be called every second or so; says why the connection is lost, if it is.
  Optional<DesktopException> check(long now) {
    if (longer(now, messages.messageSince(), LONGEST_MESSAGE)) {
      return lost("began a message and did not end it within 60 s");
    }
    if (longer(now, wire.outgoing().writingSince(), LONGEST_WRITE)) {
      return lost("has taken nothing for 10 s");
    }
    long quiet = now - wire.heardAt();
    if (quiet > LOST_AFTER) {
      return lost("has not been heard for 60 s");
    }
    // a question that has to wait behind others would stop the watch
    if (quiet > ASK_AFTER && now - askedAt > ASK_AFTER && wire.outgoing().idle()) {
      askedAt = now;
      if (fences.send() == 0) {
        wire.outgoing().send(Requests.update(false, new Size(1, 1)));
      }
    }
    return Optional.empty();
  }

  private static boolean longer(long now, long since, long limit) {
    return since != 0 && now - since > limit;
  }

  private static Optional<DesktopException> lost(String what) {
    return Optional.of(
        new DesktopException(Code.LOST, "The desktop is lost: its screen " + what + "."));
  }
}
