package manyhands.session;

import java.util.List;
import java.util.Optional;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.seat.Seat;
import org.jspecify.annotations.Nullable;

/// Desktops without an agent, used by people and programs from outside. Fails with a
/// [SessionException] or, when the desktop itself does, with a
/// [manyhands.desktop.DesktopException]. Safe for use by many threads.
public interface OpenDesktops extends AutoCloseable {

  /// Starts a desktop of a kind (the default one when none is named) and returns when it has drawn.
  DesktopView open(@Nullable String kind);

  Optional<DesktopView> find(DesktopId id);

  /// The open ones, oldest first.
  List<DesktopView> list();

  /// The screen now.
  Picture look(DesktopId id, Capture capture);

  /// The seat in front of it. Asking counts as use.
  Seat seat(DesktopId id);

  /// Performs an action; fails with `SEAT_TAKEN` while a person has the seat who came in by another
  /// door. `actor` is who asks for it (`rest`, `mcp`, a person's name).
  void perform(DesktopId id, String actor, Action action);

  /// Closes one; it is gone when this returns.
  void close(DesktopId id, String by);

  /// Closes all.
  @Override
  void close();
}
