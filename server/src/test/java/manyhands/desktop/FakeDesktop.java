package manyhands.desktop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/// A desktop without pixels: it remembers what was done to it, does what `onPerform` says, and its
/// picture is a text that names the frame.
public final class FakeDesktop implements Desktop {

  public static final Size SIZE = new Size(1280, 800);

  private final FakeMachine machine;
  private final AtomicLong frame = new AtomicLong(1);
  public final List<Action> performed = new CopyOnWriteArrayList<>();
  public final AtomicLong released = new AtomicLong();
  public volatile Consumer<Action> onPerform = _ -> {};

  public volatile Runnable onCutShort = () -> {};
  private volatile boolean closed;

  /// Whether an action changes the screen.
  public volatile boolean reacts = true;

  public volatile BiFunction<Frame, Action, Comparison> onCompare = (_, _) -> new Comparison.Same();

  /// What a frame is called: each is another scene.
  public volatile Function<Frame, String> onScene = frame -> "frame " + frame.number();

  public FakeDesktop(FakeMachine machine) {
    this.machine = machine;
  }

  public static FakeDesktop named(String id) {
    return new FakeDesktop(new FakeMachine(new DesktopId(id)));
  }

  /// What the picture of a frame is.
  public volatile LongFunction<byte[]> onDraw =
      number -> ("frame " + number).getBytes(StandardCharsets.UTF_8);

  /// Draws something.
  public void change() {
    frame.incrementAndGet();
  }

  @Override
  public DesktopId id() {
    return machine.id();
  }

  @Override
  public Size size() {
    return SIZE;
  }

  @Override
  public Look look(Capture capture) {
    check();
    byte[] bytes = onDraw.apply(frame.get());
    return new Look(
        new Screenshot(bytes, capture.format(), SIZE, SIZE),
        new Frame(frame.get(), SIZE, new int[0]));
  }

  @Override
  public Screenshot zoom(Rectangle region, Capture capture) {
    check();
    byte[] bytes = ("part " + region).getBytes(StandardCharsets.UTF_8);
    Size size = new Size(region.width(), region.height());
    return new Screenshot(bytes, capture.format(), size, size);
  }

  @Override
  public Point pointer() {
    return new Point(5, 6);
  }

  @Override
  public void perform(Action action) {
    check();
    onPerform.accept(action);
    performed.add(action);
    if (reacts) {
      change();
    }
  }

  @Override
  public Settled settle(Patience patience) {
    check();
    return new Settled(
        reacts ? new Rectangle(10, 10, 100, 50) : new Rectangle(0, 0, 0, 0), true, Duration.ZERO);
  }

  @Override
  public Comparison compare(Frame seen, Action next) {
    check();
    return onCompare.apply(seen, next);
  }

  @Override
  public String scene(Frame seen) {
    return onScene.apply(seen);
  }

  @Override
  public void cutShort() {
    onCutShort.run();
  }

  @Override
  public void release() {
    released.incrementAndGet();
  }

  @Override
  public FakeMachine machine() {
    return machine;
  }

  /// The machine goes on.
  @Override
  public void close() {
    closed = true;
  }

  private void check() {
    if (!machine.alive) {
      throw new DesktopException(DesktopException.Code.LOST, "the desktop is gone");
    }
    if (closed) {
      throw new DesktopException(DesktopException.Code.CLOSED, "the desktop was closed");
    }
  }
}
