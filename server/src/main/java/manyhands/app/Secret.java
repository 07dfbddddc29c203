package manyhands.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// Files in the data folder that only their owner may read: the token that opens the server, and
/// others' likes.
final class Secret {
  private static final int TOKEN_BYTES = 24;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Secret() {}

  /// The token in the data folder, made when there is none.
  static String token(Path dataFolder) {
    Path file = dataFolder.resolve("token");
    try {
      String token = Files.exists(file) ? Files.readString(file).strip() : "";
      if (token.isEmpty()) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        write(file, token + "\n");
      }
      return token;
    } catch (IOException e) {
      throw new Trouble("cannot keep the token in " + file + ": " + e.getMessage(), e);
    }
  }

  /// Writes a file so that it is there whole or not at all.
  static void write(Path file, String text) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(aside, OWNER_ONLY);
    Files.write(aside, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
