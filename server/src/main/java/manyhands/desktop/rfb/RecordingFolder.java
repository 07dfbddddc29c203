package manyhands.desktop.rfb;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Recordings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recordings as files: `SHELF/DESKTOP/NUMBER.screen` in one folder, as
/// `docs/reference/recording.md` describes them.
public final class RecordingFolder implements Recordings, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingFolder.class);

  private final RecordingShelves shelves;
  private final RecordingLimits limits;
  private final boolean recording;
  private final ThreadFactory threads;
  private final InstantSource clock;
  private final JpegWriter jpeg = JpegWriter.best();

  RecordingFolder(
      Path folder,
      RecordingLimits limits,
      boolean recording,
      ThreadFactory threads,
      InstantSource clock) {
    this.shelves = new RecordingShelves(folder, limits);
    this.limits = limits;
    this.recording = recording;
    this.threads = threads;
    this.clock = clock;
  }

  /// Records into that folder. Nothing new is recorded unless `recording`; what is there can be
  /// watched anyway.
  public static RecordingFolder in(
      Path folder, boolean recording, ThreadFactory threads, InstantSource clock) {
    return new RecordingFolder(folder, RecordingLimits.USUAL, recording, threads, clock);
  }

  @Override
  public void begin(Desktop desktop, String shelf) {
    if (recording && desktop instanceof RfbDesktop screen) {
      begin(screen.client(), desktop.id(), shelf);
    }
  }

  /// Everything that may wait for the disk is done by the recording thread.
  void begin(RfbClient client, DesktopId desktop, String shelf) {
    threads.newThread(() -> record(client, desktop, shelf)).start();
  }

  private void record(RfbClient client, DesktopId desktop, String shelf) {
    try {
      shelves.makeRoom(shelf);
      Path folder = shelves.folder(shelf, desktop);
      Tape tape = new Tape(RecordingShelves.next(folder));
      Recorder recorder =
          new Recorder(
              client,
              tape,
              shelves.room(shelf, folder),
              new ScreenUpdates(client.framebuffer(), jpeg),
              new RecordingPace(limits, System.nanoTime()),
              clock);
      recorder.run();
    } catch (IOException e) {
      LOG.warn("desktop {} is not recorded: {}", desktop, e.getMessage());
    }
  }

  @Override
  public List<RecordedPart> parts(String shelf, DesktopId desktop) {
    List<RecordedPart> parts = new ArrayList<>();
    for (Path file : shelves.files(shelf, desktop)) {
      try {
        part(file, shelf, desktop).ifPresent(parts::add);
      } catch (IOException e) {
        LOG.warn("the recording {} cannot be read: {}", file, e.getMessage());
      }
    }
    return parts;
  }

  private static Optional<RecordedPart> part(Path file, String shelf, DesktopId desktop)
      throws IOException {
    List<RecordedPart.Key> keys = new ArrayList<>();
    long last = 0;
    String ended = "";
    try (TapeReader tape = new TapeReader(file)) {
      for (var mark = tape.next(); mark != null; mark = tape.next()) {
        last = Math.max(last, mark.at());
        if (mark.type() == TapeRecord.Type.KEY) {
          keys.add(new RecordedPart.Key(Instant.ofEpochMilli(mark.at()), mark.offset()));
        } else if (mark.type() == TapeRecord.Type.END) {
          ended = tape.text(mark);
        }
      }
      if (keys.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new RecordedPart(
              shelf,
              desktop,
              RecordingShelves.number(file),
              keys.getFirst().at(),
              Instant.ofEpochMilli(last),
              tape.position(),
              ended,
              keys));
    }
  }

  @Override
  public Optional<RecordedScreen> at(
      String shelf, DesktopId desktop, Instant moment, Capture capture) {
    for (Path file : shelves.files(shelf, desktop).reversed()) {
      try (Projector projector = new Projector()) {
        Projector.Shown shown = projector.show(file, moment.toEpochMilli());
        if (shown != null) {
          var picture =
              new Camera(jpeg).shoot(shown.frame(), shown.cursor(), shown.pointer(), capture);
          return Optional.of(new RecordedScreen(picture, Instant.ofEpochMilli(shown.at())));
        }
      } catch (IOException | DesktopException e) {
        LOG.warn("the recording {} cannot be shown: {}", file, e.getMessage());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean copy(RecordedPart part, long from, long count, OutputStream to)
      throws IOException {
    for (Path file : shelves.files(part.shelf(), part.desktop())) {
      if (RecordingShelves.number(file) == part.number()) {
        copy(file, from, count, to);
        return true;
      }
    }
    return false;
  }

  private static void copy(Path file, long from, long count, OutputStream to) throws IOException {
    byte[] buffer = new byte[64 << 10];
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      for (long left = count; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          return;
        }
        to.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  /// Frees the memory that encoding pictures took.
  @Override
  public void close() {
    jpeg.close();
  }
}
