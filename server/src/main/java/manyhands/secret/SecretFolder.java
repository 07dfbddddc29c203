package manyhands.secret;

import java.io.IOException;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import manyhands.secret.SecretException.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One encrypted file for each session (AES-256-GCM) in a folder that only its owner may look into,
/// and the key beside them. Whoever can read both can read the secrets: this keeps them out of
/// searches, copies of single files and curious eyes, not from their owner's other programs.
public final class SecretFolder implements SecretStore {

  private static final Logger LOG = LoggerFactory.getLogger(SecretFolder.class);

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String KEY = "key";
  private static final String ENDING = ".secrets";
  private static final TypeReference<Map<String, GivenSecret>> FORM = new TypeReference<>() {};

  private final Path folder;
  private final Consumer<byte[]> random;

  private SecretFolder(Path folder, Consumer<byte[]> random) {
    this.folder = folder;
    this.random = random;
  }

  /// `random` fills bytes with what nobody can guess. Nothing is written before the first secret.
  public static SecretFolder in(Path folder, Consumer<byte[]> random) {
    return new SecretFolder(folder, random);
  }

  @Override
  public synchronized void keep(String session, Secrets secrets) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      byte[] nonce = new byte[NONCE_BYTES];
      random.accept(nonce);
      byte[] plain = JsonMapper.shared().writeValueAsBytes(secrets.given());
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(true), nonce, session).doFinal(plain);
      write(
          file(session),
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).flip());
    } catch (IOException | GeneralSecurityException e) {
      throw new SecretException(
          Code.CANNOT_STORE,
          "the secrets cannot be kept in %s (%s): make it writable and see that there is space"
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }

  @Override
  public synchronized Secrets of(String session) {
    Path file = file(session);
    if (!Files.exists(file)) {
      return Secrets.NONE;
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      byte[] sealed = new byte[all.remaining()];
      all.get(sealed);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key(false), nonce, session).doFinal(sealed);
      return Secrets.of(JsonMapper.shared().readValue(plain, FORM));
    } catch (IOException
        | GeneralSecurityException
        | JacksonException
        | SecretException
        | java.nio.BufferUnderflowException e) {
      // Not a word of the cause: it may quote what was read.
      LOG.error(
          "the secrets of {} cannot be read ({}): it goes on without them",
          session,
          e.getClass().getSimpleName());
      return Secrets.NONE;
    }
  }

  @Override
  public synchronized void forget(String session) {
    try {
      Files.deleteIfExists(file(session));
    } catch (IOException e) {
      LOG.warn("the secrets of {} cannot be deleted: {}", session, e.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized List<String> sessions() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .toList();
    } catch (IOException e) {
      LOG.warn("{} cannot be listed: {}", folder, e.getClass().getSimpleName());
      return List.of();
    }
  }

  private Path file(String session) {
    if (!session.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException("not a session: " + session);
    }
    return folder.resolve(session + ENDING);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String session)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    // A file cannot be passed off as another session's.
    cipher.updateAAD(session.getBytes(StandardCharsets.UTF_8));
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
