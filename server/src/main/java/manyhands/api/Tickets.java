package manyhands.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import manyhands.desktop.DesktopId;

/// One-time tickets for screen sockets, because a browser can send no header with one and the token
/// must not stand in an address. Safe for use by many threads.
final class Tickets {
  static final Duration VALID = Duration.ofSeconds(30);

  /// Far more viewers than arrive within half a minute; the oldest goes first.
  private static final int MOST = 500;

  private final Supplier<String> secrets;
  private final LongSupplier nanos;
  private final Deque<Ticket> issued = new ArrayDeque<>();

  /// `secrets` are words that nobody can guess; `nanos` is a clock that never jumps.
  Tickets(Supplier<String> secrets, LongSupplier nanos) {
    this.secrets = secrets;
    this.nanos = nanos;
  }

  /// Lets whoever has the secret see one desktop, and touch it unless it is for viewing only.
  record Ticket(String secret, DesktopId desktop, boolean viewOnly, long issuedNanos) {}

  private boolean isValid(Ticket ticket) {
    return nanos.getAsLong() - ticket.issuedNanos() < VALID.toNanos();
  }

  synchronized Ticket issue(DesktopId desktop, boolean viewOnly) {
    Ticket ticket = new Ticket(secrets.get(), desktop, viewOnly, nanos.getAsLong());
    issued.removeIf(old -> !isValid(old));
    if (issued.size() == MOST) {
      issued.removeFirst();
    }
    issued.addLast(ticket);
    return ticket;
  }

  /// Takes a ticket back; whoever offers it first has used it, also where it does not fit.
  synchronized Optional<Ticket> redeem(String secret, DesktopId desktop) {
    Ticket found = null;
    for (Iterator<Ticket> all = issued.iterator(); all.hasNext(); ) {
      Ticket each = all.next();
      // All are compared, each in constant time: how long it takes says nothing.
      if (MessageDigest.isEqual(bytes(each.secret()), bytes(secret))) {
        found = each;
        all.remove();
      }
    }
    return Optional.ofNullable(found)
        .filter(this::isValid)
        .filter(ticket -> ticket.desktop().equals(desktop));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
