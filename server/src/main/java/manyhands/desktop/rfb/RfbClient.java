package manyhands.desktop.rfb;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Point;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// A connection to a screen that speaks RFB: keeps its framebuffer up to date and sends it keys and
/// pointer movements. Once the connection has ended, every sending method fails with the same
/// [DesktopException]. Safe for many threads. It has three threads of its own: one reads, one
/// writes, one watches whether the other side lives.
public final class RfbClient implements AutoCloseable {

  private static final long WATCH_EVERY_MILLIS = 1000;

  private final ScreenAddress address;
  private final RfbOptions options;
  private final Wire wire;
  private final Framebuffer framebuffer = new Framebuffer(new Size(1, 1));
  private final Canvas canvas = new Canvas(new Size(1, 1));
  private final UpdateReader updates = new UpdateReader(canvas);
  private final Fences fences;
  private final ServerMessages messages;
  private final CountDownLatch greeted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<@Nullable DesktopException> ended = new AtomicReference<>();
  private volatile String name = "";

  private volatile Runnable whenEnded = () -> {};

  private RfbClient(ScreenAddress address, RfbOptions options) {
    this.address = address;
    this.options = options;
    this.wire = Wire.to(address);
    this.fences = new Fences(wire.outgoing());
    this.messages = new ServerMessages(wire, framebuffer, fences, canvas, updates);
  }

  /// Connects, greets and waits for the first picture. Fails with `LOST` when nobody listens,
  /// `AUTHENTICATION`, `PROTOCOL`, `TIMEOUT`, or `INTERRUPTED`.
  public static RfbClient connect(
      ScreenAddress address, RfbOptions options, ThreadFactory threads) {
    RfbClient client = new RfbClient(address, options);
    threads.newThread(() -> client.read(threads)).start();
    threads.newThread(client::watch).start();
    try {
      client.awaitFirstFrame();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      client.end(new DesktopException(Code.INTERRUPTED, "Interrupted while connecting.", e));
    }
    Optional<DesktopException> failure = client.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    return client;
  }

  public Framebuffer framebuffer() {
    return framebuffer;
  }

  /// What the screen calls itself: at most 200 characters without control characters, but hostile.
  public String name() {
    return name;
  }

  public Cursor cursor() {
    return updates.cursor();
  }

  /// Another connection moved the pointer, of which the screen says nothing here.
  void pointerMoved(Point at) {
    updates.pointerMoved(at);
  }

  /// Where the pointer is, as far as this connection knows.
  public Point pointer() {
    return updates.pointer();
  }

  /// Presses or releases a key by its X keysym.
  public void key(int keysym, boolean down) {
    send(Requests.key(keysym, down));
  }

  /// Moves the pointer and sets its buttons: bit 0 left, 1 middle, 2 right, 3 to 6 the wheel up,
  /// down, left and right.
  public void pointer(int x, int y, int buttons) {
    send(Requests.pointer(x, y, buttons));
    updates.pointerMoved(new Point(x, y));
  }

  /// Waits until the server has processed all that was sent to it. Returns at once where the server
  /// cannot tell; fails with `TIMEOUT` when it does not say so in time.
  public void roundTrip(Duration atMost) throws InterruptedException {
    check();
    fences.await(fences.send(), atMost);
    check();
  }

  /// Why the connection ended; empty while it lives.
  public Optional<DesktopException> failure() {
    return Optional.ofNullable(ended.get());
  }

  /// Does something when the connection ends, or at once if it has; the last one to ask is heard.
  void whenEnded(Runnable what) {
    whenEnded = what;
    if (ended.get() != null) {
      what.run();
    }
  }

  /// Ends the connection; its threads end soon after.
  @Override
  public void close() {
    end(new DesktopException(Code.CLOSED, "The connection to the screen was closed."));
  }

  /// Fails as the connection did, if it has ended.
  void check() {
    DesktopException why = ended.get();
    if (why != null) {
      throw new DesktopException(why.code(), String.valueOf(why.getMessage()), why);
    }
  }

  private void send(byte[] message) {
    check();
    wire.outgoing().send(message);
  }

  private void awaitFirstFrame() throws InterruptedException {
    if (!greeted.await(options.greeting().toMillis(), TimeUnit.MILLISECONDS)) {
      end(new DesktopException(Code.TIMEOUT, "The screen did not greet in time."));
    } else if (failure().isEmpty() && framebuffer.awaitAfter(0, options.firstFrame()) == 0) {
      end(new DesktopException(Code.TIMEOUT, "The screen did not draw in time."));
    }
  }

  private void read(ThreadFactory threads) {
    try {
      doRead(threads);
    } catch (DesktopException e) {
      end(e);
    } catch (EOFException e) {
      end(new DesktopException(Code.LOST, "The screen closed the connection.", e));
    } catch (IOException e) {
      end(
          new DesktopException(
              Code.LOST, "The connection to the screen broke: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      end(new DesktopException(Code.PROTOCOL, "The screen's data could not be read.", e));
      throw e;
    } finally {
      updates.close();
    }
  }

  private void doRead(ThreadFactory threads) throws IOException {
    wire.connect();
    threads.newThread(this::write).start();
    Greeting.Screen screen =
        new Greeting(wire.incoming(), wire.outgoing(), address.password()).greet();
    name = screen.name();
    canvas.resize(screen.size());
    canvas.takeDrawn();
    greeted.countDown();
    // Xvnc draws the pointer into the picture of a client that has never moved it; in the middle is
    // where it puts it at first
    pointer(screen.size().width() / 2, screen.size().height() / 2, 0);
    wire.outgoing().send(Requests.pixelFormat());
    wire.outgoing().send(Requests.encodings(options.encodings()));
    messages.readAll();
  }

  private void write() {
    try {
      wire.writeOutgoing();
    } catch (IOException e) {
      // the reader sees the end too, after what the server said before it went
      wire.outgoing().end();
      endUnlessReaderDoes(e);
    }
  }

  private void endUnlessReaderDoes(IOException why) {
    try {
      if (!over.await(WATCH_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        end(broken(why));
      }
    } catch (InterruptedException e) {
      end(broken(why));
    }
  }

  private void watch() {
    Liveness liveness = new Liveness(wire, messages, fences);
    try {
      while (!over.await(WATCH_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        liveness.check(System.nanoTime()).ifPresent(this::end);
      }
    } catch (InterruptedException e) {
      close();
    }
  }

  private static DesktopException broken(IOException e) {
    return new DesktopException(
        Code.LOST, "The connection to the screen broke: " + e.getMessage(), e);
  }

  private void end(DesktopException why) {
    ended.compareAndSet(null, why);
    wire.close();
    fences.end();
    framebuffer.end(why);
    greeted.countDown();
    over.countDown();
    whenEnded.run();
  }
}
