package manyhands.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeMachine;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import manyhands.session.DesktopView;
import manyhands.session.Kept;
import manyhands.session.OpenDesktops;
import manyhands.session.Picture;
import manyhands.session.SessionException;
import org.jspecify.annotations.Nullable;

/// Desktops that only remember what was done to them; nobody can click beyond pixel 1000.
public final class FakeOpenDesktops implements OpenDesktops {
  private static final Size SCREEN = new Size(1280, 800);

  final Map<DesktopId, Seat> seats = new ConcurrentHashMap<>();
  public final List<Action> performed = new CopyOnWriteArrayList<>();
  public final FakeMachine machine = new FakeMachine(new DesktopId("d-0"));

  /// Whether the screen changes while nobody looks.
  public volatile boolean changed;

  private final Map<DesktopId, DesktopView> open = new LinkedHashMap<>();
  private int count;

  @Override
  public synchronized DesktopView open(@Nullable String kind, boolean alone) {
    DesktopId id = new DesktopId("d-" + ++count);
    DesktopView view =
        new DesktopView(
            id,
            kind == null ? "local" : kind,
            SCREEN,
            FakeSessions.THEN,
            FakeSessions.THEN,
            new SessionId(id.value()),
            null);
    open.put(id, view);
    return view;
  }

  @Override
  public synchronized Optional<DesktopView> find(DesktopId id) {
    return Optional.ofNullable(open.get(id));
  }

  @Override
  public synchronized List<DesktopView> list() {
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
  public Look see(DesktopId id, Capture capture) {
    return new Look(
        new Screenshot(new byte[] {1}, capture.format(), SCREEN.within(capture.atMost()), SCREEN),
        new Frame(1, SCREEN, new int[SCREEN.width() * SCREEN.height()]));
  }

  @Override
  public Settled settle(DesktopId id, Patience patience) {
    return new Settled(new Rectangle(0, 0, 0, 0), true, Duration.ZERO);
  }

  @Override
  public <T> T work(DesktopId id, String actor, String words, Function<Machine, T> work) {
    return work.apply(machine);
  }

  @Override
  public void perform(DesktopId id, String actor, Action action, @Nullable Frame seen) {
    if (changed && seen != null) {
      throw new SessionException(SessionException.Code.SCREEN_CHANGED, "the screen has changed");
    }
    if (action instanceof Action.Click click && click.x() > 1_000) {
      throw new DesktopException(DesktopException.Code.BAD_ACTION, "outside the screen");
    }
    performed.add(action);
  }

  @Override
  public void keep(DesktopId id, Kept kept) {
    throw new AssertionError("nobody keeps " + id + " here");
  }

  @Override
  public synchronized void close(DesktopId id, String by) {
    open.remove(id);
  }

  @Override
  public void close() {}
}
