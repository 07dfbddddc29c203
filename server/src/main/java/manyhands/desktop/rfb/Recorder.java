package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Point;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records one connection's screen on a thread of its own, which nobody waits for.
///
/// ```
/// start ─> still ──drawn──> gathering ──time is over──> write ─┬─> still
///            └── connection ended: what is left, why, end      └─> no room: why, end
/// ```
final class Recorder implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /// A pointer that moves over a still screen is noticed so late.
  private static final Duration STILL = Duration.ofSeconds(1);

  /// Changes between two whole screens at most: what has to be drawn to show any moment.
  private static final int CHANGES_PER_KEY = 200;

  /// Whole screens take at most a third of a recording's bytes.
  private static final int KEY_SHARE = 2;

  private final RfbClient client;
  private final Tape tape;
  private final Room room;
  private final ScreenUpdates updates;
  private final RecordingPace pace;
  private final InstantSource clock;

  private @Nullable Cursor cursor;
  private @Nullable Point pointer;
  private int changes;
  private long changedBytes;
  private long keyBytes;

  /// Who says whether there is room for so many bytes more; empty when there is, else why not.
  interface Room {
    String take(int bytes);
  }

  Recorder(
      RfbClient client,
      Tape tape,
      Room room,
      ScreenUpdates updates,
      RecordingPace pace,
      InstantSource clock) {
    this.client = client;
    this.tape = tape;
    this.room = room;
    this.updates = updates;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (tape;
        updates) {
      doRun();
    } catch (IOException e) {
      LOG.warn("a recording ends: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void doRun() throws IOException, InterruptedException {
    String end = write();
    while (end.isEmpty()) {
      end = awaitNews();
      String full = write();
      end = end.isEmpty() ? full : end;
    }
    tape.add(TapeRecord.Type.END, clock.millis(), end.getBytes(StandardCharsets.UTF_8));
    var _ = tape.flush();
  }

  /// Waits until there is something to write; why the connection ended, or empty.
  private String awaitNews() throws InterruptedException {
    try {
      while (client.framebuffer().awaitAfter(updates.shown(), STILL) <= updates.shown()) {
        if (!client.pointer().equals(pointer)) {
          break;
        }
      }
      Thread.sleep(pace.pause(System.nanoTime()));
      return "";
    } catch (DesktopException e) {
      return e.code() == DesktopException.Code.CLOSED ? "closed" : "the screen was lost";
    }
  }

  /// Writes what is new; why no more is recorded, or empty.
  private String write() throws IOException {
    if (client.framebuffer().number() > updates.shown()) {
      screen();
    }
    Cursor shape = client.cursor();
    if (!shape.equals(cursor)) {
      tape.add(TapeRecord.Type.CURSOR, clock.millis(), PointerPicture.encode(shape));
      cursor = shape;
    }
    Point at = client.pointer();
    if (!at.equals(pointer)) {
      tape.add(TapeRecord.Type.POINTER, clock.millis(), PointerPicture.pair(at));
      pointer = at;
    }
    int bytes = tape.flush();
    pace.wrote(bytes, System.nanoTime());
    return room.take(bytes);
  }

  private void screen() {
    boolean due = changes >= CHANGES_PER_KEY || changedBytes > KEY_SHARE * keyBytes;
    long at = clock.millis();
    ScreenUpdates.Update update = updates.next(due);
    if (update.whole()) {
      tape.add(TapeRecord.Type.KEY, at, update.bytes());
      changes = 0;
      changedBytes = 0;
      keyBytes = update.bytes().length;
      // Whoever begins to play here knows the pointer, too.
      cursor = null;
      pointer = null;
    } else {
      tape.add(TapeRecord.Type.CHANGE, at, update.bytes());
      changes++;
      changedBytes += update.bytes().length;
    }
  }
}
