package manyhands.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Settled;
import manyhands.seat.Seat;
import org.jspecify.annotations.Nullable;

/// Desktops without an agent, used by people and programs from outside. Fails with a
/// [SessionException] or, when the desktop itself does, with a
/// [manyhands.desktop.DesktopException]. Safe for use by many threads.
public interface OpenDesktops extends AutoCloseable {

  /// Starts a desktop of a kind (the default one when none is named) and returns when it has drawn.
  default DesktopView open(@Nullable String kind) {
    return open(kind, false);
  }

  /// The same, or one from which nothing can be reached whatever others of its kind may.
  DesktopView open(@Nullable String kind, boolean alone);

  Optional<DesktopView> find(DesktopId id);

  /// The open ones, oldest first.
  List<DesktopView> list();

  /// The screen now.
  Picture look(DesktopId id, Capture capture);

  /// The seat in front of it. Asking counts as use.
  Seat seat(DesktopId id);

  /// The screen now, with the frame that [#perform] can compare with later.
  Look see(DesktopId id, Capture capture);

  /// Performs an action; fails with `SEAT_TAKEN` while a person has the seat who came in by another
  /// door. `actor` is who asks for it (`rest`, `mcp`, a person's name). With `seen`, only if the
  /// screen still is what that frame shows where it matters: otherwise it fails with
  /// `SCREEN_CHANGED`.
  void perform(DesktopId id, String actor, Action action, @Nullable Frame seen);

  /// The same, whatever the screen shows by now.
  default void perform(DesktopId id, String actor, Action action) {
    perform(id, actor, action, null);
  }

  /// Waits for the screen after an action.
  Settled settle(DesktopId id, Patience patience);

  /// Does work at the machine behind the screen and writes down `words` (as if it had been done)
  /// and how it ended.
  <T> T work(DesktopId id, String actor, String words, Function<Machine, T> work);

  /// From now on it is not closed for not being used, and says so; it is up to the caller to end it
  /// in time. While it is paused, what anybody does or wants done is refused. Lasts as long as this
  /// server does.
  void keep(DesktopId id, Kept kept);

  /// Closes one; it is gone when this returns.
  void close(DesktopId id, String by);

  /// Closes all.
  @Override
  void close();
}
