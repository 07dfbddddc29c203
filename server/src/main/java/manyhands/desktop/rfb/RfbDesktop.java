package manyhands.desktop.rfb;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Any machine's screen, seen and touched over RFB. It keeps the live picture, the last frame that
/// was looked at with its picture, and no other.
final class RfbDesktop implements Desktop {

  private final Machine machine;
  private final RfbClient client;
  private final RfbInput input;
  private final Camera camera;
  private final Watcher watcher;
  private final ReentrantLock acting = new ReentrantLock(true);
  private volatile @Nullable Frame lastLook;
  private volatile @Nullable Capture lastCapture;
  private volatile boolean movedByOthers;

  RfbDesktop(Machine machine, RfbClient client, RfbInput input, Camera camera, Watcher watcher) {
    this.machine = machine;
    this.client = client;
    this.input = input;
    this.camera = camera;
    this.watcher = watcher;
  }

  @Override
  public DesktopId id() {
    return machine.id();
  }

  @Override
  public Size size() {
    return client.framebuffer().size();
  }

  @Override
  public Look look(Capture capture) {
    failIfEnded();
    lastCapture = capture;
    Frame frame = frame();
    return new Look(camera.shoot(frame, client.cursor(), client.pointer(), capture), frame);
  }

  @Override
  public Screenshot zoom(Rectangle region, Capture capture) {
    failIfEnded();
    Frame frame = frame();
    return camera.closeUp(frame, client.cursor(), client.pointer(), region, capture);
  }

  @Override
  public Point pointer() {
    return client.pointer();
  }

  @Override
  public void perform(Action action) {
    failIfEnded();
    try {
      acting.lockInterruptibly();
      try {
        watcher.touch();
        input.perform(action);
      } finally {
        watcher.touched();
        acting.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted("waiting to perform an action", e);
    }
  }

  @Override
  public Settled settle(Patience patience) {
    failIfEnded();
    try {
      return watcher.settle(patience, this::lookAhead);
    } catch (InterruptedException e) {
      throw interrupted("waiting for the screen", e);
    }
  }

  @Override
  public Comparison compare(Frame seen, Action next) {
    failIfEnded();
    return watcher.compare(seen, next);
  }

  @Override
  public String scene(Frame seen) {
    return watcher.scene(seen);
  }

  @Override
  public void cutShort() {
    input.cutShort();
  }

  @Override
  public void release() {
    input.release();
    if (movedByOthers) {
      // Xvnc draws a pointer that others moved into our picture until we have moved it, too: by one
      // pixel.
      movedByOthers = false;
      Point at = client.pointer();
      client.pointer(at.x() > 0 ? at.x() - 1 : 1, at.y(), 0);
    }
  }

  @Override
  public void pointerMoved(Point at) {
    client.pointerMoved(at);
    movedByOthers = true;
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public void close() {
    client.close();
  }

  /// Makes the picture that is most likely wanted next, so that it is there when the wait is over.
  private void lookAhead() {
    Capture capture = lastCapture;
    if (capture != null) {
      watcher.expect(look(capture).frame());
    }
  }

  /// The same frame again while nothing was drawn: a screen takes 4 MB.
  private Frame frame() {
    Frame last = lastLook;
    if (last != null && last.number() == client.framebuffer().number()) {
      return last;
    }
    Frame now = client.framebuffer().snapshot();
    lastLook = now;
    return now;
  }

  /// The connection, for whoever records it.
  RfbClient client() {
    return client;
  }

  private void failIfEnded() {
    Optional<DesktopException> failure = client.failure();
    if (failure.isPresent()) {
      DesktopException why = failure.get();
      throw new DesktopException(why.code(), String.valueOf(why.getMessage()), why);
    }
  }

  private static DesktopException interrupted(String during, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new DesktopException(Code.INTERRUPTED, "interrupted while " + during, cause);
  }
}
