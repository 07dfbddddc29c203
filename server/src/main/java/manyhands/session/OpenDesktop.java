package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import manyhands.desktop.Action;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Frame;
import manyhands.desktop.Machine;
import manyhands.event.Event;
import manyhands.event.Event.ActionPerformed;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.seat.ActionRecorder;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.seat.SeatResult;
import manyhands.seat.SeatTerms;
import org.jspecify.annotations.Nullable;

/// One desktop without an agent, while it is open. Safe for use by many threads.
final class OpenDesktop {

  private final Desktop desktop;
  private final DesktopKind kind;
  private final Seat seat;
  private final Instant createdAt;
  private final SessionId stream;
  private Instant usedAt;
  private long usedNanos;
  private @Nullable Kept kept;

  OpenDesktop(Desktop desktop, DesktopKind kind, SessionParts parts) {
    this(desktop, kind, parts.outside().clock().instant(), Duration.ZERO, parts);
  }

  /// One that was opened before and has not been used for a while.
  OpenDesktop(
      Desktop desktop, DesktopKind kind, Instant createdAt, Duration unused, SessionParts parts) {
    this.desktop = desktop;
    this.kind = kind;
    this.createdAt = createdAt;
    this.stream = new SessionId(desktop.id().value());
    SeatFacts facts = new SeatFacts(null, fact -> parts.log().append(stream, fact));
    this.seat =
        new Seat(desktop, new SeatTerms(parts.limits().seat(), parts.outside().threads(), facts));
    this.usedAt = parts.outside().clock().instant().minus(unused);
    this.usedNanos = System.nanoTime() - unused.toNanos();
  }

  Desktop desktop() {
    return desktop;
  }

  DesktopKind kind() {
    return kind;
  }

  Seat seat() {
    return seat;
  }

  SessionId stream() {
    return stream;
  }

  synchronized void used(Instant now) {
    usedAt = now;
    usedNanos = System.nanoTime();
  }

  void keep(Kept by) {
    synchronized (this) {
      kept = by;
    }
    seat.stand(by.paused() ? by.pausedWords() : null);
  }

  private synchronized void refuseWhenPaused() {
    if (kept != null && kept.paused()) {
      throw new DesktopException(DesktopException.Code.UNAVAILABLE, kept.pausedWords());
    }
  }

  /// How long it may still be unused; counted by the monotonic clock. One that is kept may be so
  /// until its end, and for the time of any other after that should nobody end it.
  synchronized Duration left(Instant now, Duration idle) {
    Duration unused = idle.minusNanos(System.nanoTime() - usedNanos);
    if (kept == null) {
      return unused;
    }
    Duration end = Duration.between(now, kept.until().plus(idle));
    return end.compareTo(unused) > 0 ? end : unused;
  }

  synchronized DesktopView view(Duration idle) {
    Instant end = kept == null ? usedAt.plus(idle) : kept.until();
    return new DesktopView(desktop.id(), kind.name(), desktop.size(), createdAt, end, stream, kept);
  }

  /// Performs an action and writes down how it ended. Fails with a [DesktopException].
  void perform(EventLog log, String actor, Action action, @Nullable Frame seen) {
    Actor human = new Actor.Human(actor);
    SeatResult result = seat.perform(human, action, seen, recorder(log, human.words(), action));
    switch (result) {
      case SeatResult.Performed _ -> {}
      case SeatResult.Failed failed -> throw new DesktopException(failed.code(), failed.message());
      case SeatResult.Interrupted _ ->
          throw new DesktopException(DesktopException.Code.INTERRUPTED, "interrupted");
      case SeatResult.Refused _ -> throw taken("a person has taken over the desktop");
      case SeatResult.CutShort _ ->
          throw taken("a person took over in the middle of it, so it may have happened in part");
      case SeatResult.Stale stale ->
          throw new SessionException(
              SessionException.Code.SCREEN_CHANGED,
              "not performed: the screen has changed within "
                  + stale.where()
                  + " since it was seen");
    }
  }

  /// Does work at the machine and writes down how it ended. Fails with a [DesktopException].
  <T> T work(EventLog log, String actor, String words, Function<Machine, T> work) {
    long began = System.nanoTime();
    Event.Outcome outcome = Event.Outcome.FAILED;
    String message = words;
    try {
      refuseWhenPaused();
      T result = work.apply(desktop.machine());
      outcome = Event.Outcome.PERFORMED;
      return result;
    } catch (DesktopException e) {
      message = words + ": " + e.getMessage();
      throw e;
    } finally {
      int millis = Math.toIntExact(Duration.ofNanos(System.nanoTime() - began).toMillis());
      String who = new Actor.Human(actor).words();
      var _ =
          log.append(
              stream,
              List.of(new ActionPerformed(null, null, who, null, outcome, message, millis)));
    }
  }

  private static SessionException taken(String how) {
    return new SessionException(
        SessionException.Code.SEAT_TAKEN, how + ": try again when it was handed back");
  }

  private ActionRecorder recorder(EventLog log, String actor, Action action) {
    return new ActionRecorder() {
      @Override
      public void intended() {}

      @Override
      public void ended(Event.Outcome outcome, String message, Duration took) {
        ActionPerformed fact =
            new ActionPerformed(
                null, null, actor, action, outcome, message, Math.toIntExact(took.toMillis()));
        var _ = log.append(stream, List.of(fact));
      }
    };
  }
}
