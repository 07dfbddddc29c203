package manyhands.secret;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypted files (AES-256-GCM) in a folder that only its owner may look into, and the key beside
/// them. Whoever can read both can read the contents: this keeps them out of searches, copies of
/// single files and curious eyes, not from their owner's other programs. Safe for use by many
/// threads.
public final class SealedFolder {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String KEY = "key";

  private final Path folder;
  private final String ending;
  private final Consumer<byte[]> random;

  /// `ending` is that of the files' names; `random` fills bytes with what nobody can guess. Nothing
  /// is written before the first file.
  public SealedFolder(Path folder, String ending, Consumer<byte[]> random) {
    this.folder = folder;
    this.ending = ending;
    this.random = random;
  }

  /// Once this returns, it is on the disk.
  public synchronized void keep(String name, byte[] plain)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] nonce = new byte[NONCE_BYTES];
    random.accept(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(true), nonce, name).doFinal(plain);
    write(
        file(name),
        ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).flip());
  }

  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /// Fails for what was changed, and for what was kept under another name.
  public synchronized byte[] read(String name) throws IOException, GeneralSecurityException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file(name)));
    byte[] nonce = new byte[NONCE_BYTES];
    try {
      all.get(nonce);
    } catch (BufferUnderflowException _) {
      throw new GeneralSecurityException("too short");
    }
    byte[] sealed = new byte[all.remaining()];
    all.get(sealed);
    return cipher(Cipher.DECRYPT_MODE, key(false), nonce, name).doFinal(sealed);
  }

  public synchronized void forget(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  public synchronized List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .toList();
    }
  }

  private Path file(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException("not a name: " + name);
    }
    return folder.resolve(name + ending);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    // A file cannot be passed off as another one.
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] key(boolean make) throws IOException, GeneralSecurityException {
    Path file = folder.resolve(KEY);
    if (make && !Files.exists(file)) {
      byte[] key = new byte[KEY_BYTES];
      random.accept(key);
      write(file, ByteBuffer.wrap(key));
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new GeneralSecurityException("not a key");
    }
    return key;
  }

  /// The file is there whole, or not at all.
  private void write(Path file, ByteBuffer bytes) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    try (FileChannel out =
        FileChannel.open(
            aside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }
}
