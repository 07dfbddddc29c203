package manyhands.event;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/// Blobs as files named by their SHA-256, in folders by its first two digits. A file appears whole
/// or not at all: it is written aside, forced to the disk and then renamed.
///
/// Plain file streams on purpose: a channel would be closed under us when the agent's thread is
/// interrupted.
public final class FileBlobs implements Blobs {

  /// The largest blob: a limit above that of any artifact, so that nobody fills the disk with one.
  public static final long MAX_BYTES = 1L << 30;

  private final Path folder;
  private final Path unfinished;

  private FileBlobs(Path folder) {
    this.folder = folder;
    this.unfinished = folder.resolve("unfinished");
  }

  /// Opens the blobs of a data folder and removes what a dead server had not finished.
  public static FileBlobs open(DataFolder data) {
    FileBlobs blobs = new FileBlobs(data.path().resolve("blobs"));
    try {
      Files.createDirectories(blobs.unfinished);
      try (Stream<Path> leftovers = Files.list(blobs.unfinished)) {
        leftovers.map(Path::toFile).forEach(File::delete);
      }
      blobs.makeFans();
      return blobs;
    } catch (IOException e) {
      throw DataFolder.unwritable(blobs.folder, e);
    }
  }

  /// All at once, so that no picture has to wait until its folder is on the disk.
  private void makeFans() throws IOException {
    if (Files.exists(folder.resolve("ff"))) {
      return;
    }
    for (int fan = 0; fan <= 0xff; fan++) {
      Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "%02x", fan)));
    }
    force(folder);
  }

  @Override
  public BlobId put(byte[] bytes) {
    return put(out -> {
      try {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Override
  public BlobId put(Writer writer) {
    Path aside = null;
    try {
      aside = Files.createTempFile(unfinished, "blob", "");
      BlobId id = write(writer, aside);
      keep(aside, id);
      return id;
    } catch (UncheckedIOException e) {
      throw DataFolder.unwritable(folder, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw DataFolder.unwritable(folder, e);
    } finally {
      if (aside != null) {
        aside.toFile().delete();
      }
    }
  }

  private static BlobId write(Writer writer, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (FileOutputStream file = new FileOutputStream(to.toFile());
        OutputStream out =
            new DigestOutputStream(new BufferedOutputStream(new Bounded(file)), digest)) {
      writer.writeTo(out);
      out.flush();
      file.getFD().sync();
    }
    return new BlobId(HexFormat.of().formatHex(digest.digest()));
  }

  private void keep(Path aside, BlobId id) throws IOException {
    Path place = place(id);
    if (Files.exists(place)) {
      return;
    }
    Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    force(fan(id));
  }

  /// The rename itself is durable only once its folder is on the disk. Only a channel can force a
  /// folder, so an interrupt that closes it is put off.
  private static void force(Path directory) throws IOException {
    boolean interrupted = false;
    boolean forced = false;
    while (!forced) {
      interrupted |= Thread.interrupted();
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
        forced = true;
      } catch (ClosedByInterruptException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long size(BlobId id) {
    long size = place(id).toFile().length();
    if (size == 0 && !Files.exists(place(id))) {
      throw unknown(id);
    }
    return size;
  }

  @Override
  public InputStream open(BlobId id) {
    try {
      return new FileInputStream(place(id).toFile());
    } catch (FileNotFoundException _) {
      throw unknown(id);
    }
  }

  private Path place(BlobId id) {
    return fan(id).resolve(id.sha256());
  }

  private Path fan(BlobId id) {
    return folder.resolve(id.sha256().substring(0, 2));
  }

  private static LogException unknown(BlobId id) {
    return new LogException(LogException.Code.UNKNOWN, "no blob " + id);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Fails once more than [#MAX_BYTES] were written.
  private static final class Bounded extends OutputStream {

    private final OutputStream out;
    private long left = MAX_BYTES;

    Bounded(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      take(1);
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      take(length);
      out.write(bytes, offset, length);
    }

    private void take(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("a blob has at most " + MAX_BYTES + " bytes");
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
