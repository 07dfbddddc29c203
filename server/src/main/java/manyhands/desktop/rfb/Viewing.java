package manyhands.desktop.rfb;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import manyhands.desktop.DesktopException;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.rfb.ViewerEnd.Code;

/// One viewer of a screen: a connection to the screen of its own, whose pictures go to the viewer
/// untouched, so that nobody else depends on how fast it looks. Three threads: one reads from the
/// screen, one from the viewer, one writes to the screen.
///
/// ```
/// viewer ─receive─> pipe ─> messages ──picture wishes──────────> screen
///                              └─keys, clicks─> hand ─guard────────^  │
///    ^──────────────────────────── show ──────────────────────────────┘
/// ```
public final class Viewing implements AutoCloseable {

  /// A screen that is there answers within milliseconds.
  private static final long LONGEST_GREETING_SECONDS = 10;

  /// A message to the viewer; a larger one would hold back what comes after it.
  private static final int MESSAGE = 64 * 1024;

  /// A viewer's messages are short.
  private static final int READ_AHEAD = 4 * 1024;

  private final ScreenAddress address;
  private final String name;
  private final ViewerSink viewer;
  private final Wire wire;
  private final ViewerPipe pipe = new ViewerPipe();
  private final Incoming fromViewer = new Incoming(pipe, READ_AHEAD);
  private final ViewerHand hand;
  private final CompletableFuture<Greeting.Screen> greeted = new CompletableFuture<>();
  private final CompletableFuture<Boolean> shown = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();

  private Viewing(ScreenAddress address, String name, ViewerSink viewer, ViewerGuard guard) {
    this.address = address;
    this.name = name;
    this.viewer = viewer;
    this.wire = Wire.to(address);
    this.hand = new ViewerHand(wire.outgoing(), guard);
  }

  /// Connects a viewer that has just come; it sees the screen under this name. Returns at once: how
  /// it goes on, the viewer is told.
  public static Viewing begin(
      ScreenAddress address,
      String name,
      ViewerSink viewer,
      ViewerGuard guard,
      ThreadFactory threads) {
    Viewing viewing = new Viewing(address, name, viewer, guard);
    threads.newThread(() -> viewing.run(() -> viewing.showPictures(threads))).start();
    threads.newThread(() -> viewing.run(viewing::takeMessages)).start();
    return viewing;
  }

  /// Takes what the viewer sent; waits while that is more than the screen takes.
  public void receive(byte[] bytes) {
    run(() -> pipe.put(bytes));
  }

  /// Releases what is held down at the screen through this viewer. To be called under the guard.
  public void letGo() {
    hand.letGo();
  }

  /// Ends it because the viewer has left.
  @Override
  public void close() {
    end(new ViewerEnd(Code.LEFT, "the viewer left"));
  }

  public void end(ViewerEnd end) {
    if (over.compareAndSet(false, true)) {
      greeted.cancel(false);
      shown.cancel(false);
      pipe.close();
      viewer.ended(end);
      wire.outgoing().drain();
      wire.close();
    }
  }

  static ViewerException slow() {
    return new ViewerException(Code.TOO_SLOW, "the viewer takes no pictures");
  }

  /// What one of its threads does.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException, ExecutionException, TimeoutException;
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (ViewerException e) {
      end(e.end());
    } catch (DesktopException e) {
      end(new ViewerEnd(Code.SCREEN_LOST, "the desktop's screen failed"));
    } catch (IOException | ExecutionException | TimeoutException e) {
      end(new ViewerEnd(Code.SCREEN_LOST, "the desktop's screen is gone"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(new ViewerEnd(Code.LEFT, "interrupted"));
    } catch (CancellationException _) {
      // It has ended meanwhile.
    } catch (RuntimeException e) {
      end(new ViewerEnd(Code.INTERNAL, "the server failed here; its log file has the details"));
      throw e;
    }
  }

  private void showPictures(ThreadFactory threads)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    wire.connect();
    threads.newThread(() -> run(wire::writeOutgoing)).start();
    greeted.complete(new Greeting(wire.incoming(), wire.outgoing(), address.password()).greet());
    boolean _ = shown.get(2 * LONGEST_GREETING_SECONDS, TimeUnit.SECONDS);
    byte[] bytes = new byte[MESSAGE];
    while (!over.get()) {
      int count = wire.incoming().some(bytes);
      if (!viewer.show(ByteBuffer.wrap(bytes, 0, count))) {
        throw slow();
      }
    }
  }

  private void takeMessages()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Greeting.Screen screen = greeted.get(LONGEST_GREETING_SECONDS, TimeUnit.SECONDS);
    try {
      new ViewerGreeting(fromViewer, viewer).greet(screen, name);
      pipe.greeted();
      shown.complete(true);
      ViewerMessages messages = new ViewerMessages(fromViewer, wire.outgoing(), hand);
      messages.begin();
      while (!over.get()) {
        messages.next();
      }
    } catch (EOFException e) {
      close();
    }
  }
}
