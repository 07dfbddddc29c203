package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Adoption;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.Event.DesktopReady;
import manyhands.seat.Seat;
import manyhands.seat.SeatTerms;
import manyhands.secret.SecretException;
import org.jspecify.annotations.Nullable;

/// Where one agent works: its desktop, the seat in front of it, and what it has made there.
record Desk(AgentId agent, Desktop desktop, Seat seat, Artifacts artifacts) {

  /// The last picture is for people: whole, and small enough to keep.
  private static final Capture LAST_LOOK = new Capture(ImageFormat.JPEG, new Size(1920, 1200));

  /// Takes a desktop from the pool. Fails with a [DesktopException]; nothing is left then.
  static Desk open(AgentId agent, SessionWork work) {
    long began = System.nanoTime();
    Desktop desktop = work.kind().acquire(work.newDesktop());
    try {
      GivenFiles.place(work.journal().files(), desktop.machine(), work.parts().blobs());
      Artifacts artifacts =
          new Artifacts(agent, desktop.machine(), work.parts().blobs(), work.shelf());
      artifacts.begin();
      int millis = (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
      work.note(
          new DesktopReady(
              agent, desktop.id(), work.kind().name(), desktop.size(), millis, artifacts.before()));
      work.parts().desktops().recordings().begin(desktop, work.session().value());
      return new Desk(
          agent,
          desktop,
          new Seat(desktop, terms(agent, work), work.parts().outside().sleeper()),
          artifacts);
    } catch (RuntimeException e) {
      work.release(desktop.id());
      throw e;
    }
  }

  private static SeatTerms terms(AgentId agent, SessionWork work) {
    return new SeatTerms(
        work.parts().limits().seat(),
        work.parts().outside().threads(),
        new SeatFacts(agent, work::note),
        secret -> keys(secret, work));
  }

  private static String keys(Action.TypeSecret secret, SessionWork work) {
    boolean code = secret.what() == Action.SecretPart.CODE;
    try {
      Instant at = code ? work.parts().outside().clock().instant() : null;
      return work.journal().secrets().keys(secret.name(), at);
    } catch (SecretException e) {
      throw new DesktopException(DesktopException.Code.BAD_ACTION, String.valueOf(e.getMessage()));
    }
  }

  /// The same desktop for an agent that goes on there in a continued session.
  Desk again(SessionWork work) {
    seat.close();
    work.note(
        new DesktopReady(
            agent, desktop.id(), work.kind().name(), desktop.size(), 0, artifacts.before()));
    return new Desk(
        agent,
        desktop,
        new Seat(desktop, terms(agent, work), work.parts().outside().sleeper()),
        artifacts);
  }

  /// Gives the desktop back.
  void leave(SessionWork work) {
    seat.close();
    work.release(desktop.id());
  }

  /// A desktop that was looked for: there, or gone for this reason.
  record Found(@Nullable Desk desk, @Nullable String gone) {}

  /// Takes over what a server before this one left. Fails with a [DesktopException].
  static Found find(DesktopReady there, SessionWork work) {
    return switch (work.kind().pool().adopt(there.desktop())) {
      case Adoption.Adopted it -> new Found(adopted(there, it.desktop(), work), null);
      case Adoption.Gone _ -> new Found(null, "it ended while no server was there");
      case Adoption.Silent silent -> {
        work.release(there.desktop());
        yield new Found(null, "it did not answer to the new server: " + silent.reason());
      }
    };
  }

  /// A desktop of a server before this one.
  static Desk adopted(DesktopReady there, Desktop desktop, SessionWork work) {
    AgentId agent = there.agent();
    Artifacts artifacts =
        new Artifacts(agent, desktop.machine(), work.parts().blobs(), work.shelf());
    artifacts.resume(there.files());
    work.parts().desktops().recordings().begin(desktop, work.session().value());
    return new Desk(
        agent,
        desktop,
        new Seat(desktop, terms(agent, work), work.parts().outside().sleeper()),
        artifacts);
  }

  /// The screen as it is left, kept for those who look later.
  List<Event> lastLook(SessionWork work) {
    Screenshot shot = desktop.look(LAST_LOOK).screenshot();
    BlobId picture = work.parts().blobs().put(shot.bytes());
    return List.of(
        new Event.ScreenSeen(
            agent, null, picture, shot.format().mediaType(), shot.size(), shot.screen(), null));
  }
}
