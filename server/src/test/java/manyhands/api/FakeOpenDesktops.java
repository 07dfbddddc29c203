package manyhands.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.Size;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;
import manyhands.session.Picture;
import org.jspecify.annotations.Nullable;

/// Desktops that only remember what was done to them; nobody can click beyond pixel 1000.
final class FakeOpenDesktops implements OpenDesktops {
  final Map<DesktopId, Seat> seats = new ConcurrentHashMap<>();
  final List<Action> performed = new ArrayList<>();
  private final Map<DesktopId, DesktopView> open = new LinkedHashMap<>();

  @Override
  public DesktopView open(@Nullable String kind) {
    DesktopId id = new DesktopId("d-" + (open.size() + 1));
    DesktopView view =
        new DesktopView(
            id,
            kind == null ? "local" : kind,
            new Size(1280, 800),
            FakeSessions.THEN,
            FakeSessions.THEN,
            new SessionId(id.value()));
    open.put(id, view);
    return view;
  }

  @Override
  public Optional<DesktopView> find(DesktopId id) {
    return Optional.ofNullable(open.get(id));
  }

  @Override
  public List<DesktopView> list() {
    return List.copyOf(open.values());
  }

  @Override
  public Seat seat(DesktopId id) {
    return seats.computeIfAbsent(id, _ -> new Seat(FakeDesktop.named(id.value())));
  }

  @Override
  public Picture look(DesktopId id, Capture capture) {
    return new Picture(
        new byte[] {1},
        capture.format().mediaType(),
        capture.atMost(),
        new Size(1280, 800),
        true,
        FakeSessions.THEN);
  }

  @Override
  public void perform(DesktopId id, String actor, Action action) {
    if (action instanceof Action.Click click && click.x() > 1_000) {
      throw new DesktopException(DesktopException.Code.BAD_ACTION, "outside the screen");
    }
    performed.add(action);
  }

  @Override
  public void close(DesktopId id, String by) {
    open.remove(id);
  }

  @Override
  public void close() {}
}
