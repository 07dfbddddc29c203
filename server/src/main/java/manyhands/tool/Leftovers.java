package manyhands.tool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Programs of servers that outlived us. A server ends when its input does, as it does when we are
/// killed; one that does not is found by a mark in its environment, with all that it has started.
public final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  static final String MARK = "MANYHANDS_SERVER_OF";

  private final String mark;

  /// Those of one data folder, which one of us at a time has.
  public Leftovers(Path data) {
    this.mark = hash(data.toAbsolutePath().normalize().toString());
  }

  /// Tells programs nothing but whose they are.
  private static String hash(String text) {
    try {
      byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(all, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same servers, so that their programs are found again.
  public List<ServerSpec> marked(List<ServerSpec> specs) {
    return specs.stream().map(this::marked).toList();
  }

  private ServerSpec marked(ServerSpec spec) {
    if (!(spec.place() instanceof ServerSpec.Program program)) {
      return spec;
    }
    Map<String, String> variables = new HashMap<>(program.variables());
    variables.put(MARK, mark);
    return new ServerSpec(
        spec.name(),
        new ServerSpec.Program(
            program.command(), Map.copyOf(variables), program.folder(), program.keys()),
        spec.approval(),
        spec.timeout(),
        spec.only());
  }

  /// Kills those that are there. To be called before any is started.
  public void end() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (carriesMark(process)) {
          handle(process).ifPresent(Leftovers::kill);
        }
      }
    } catch (IOException e) {
      LOG.warn("programs that were left behind cannot be looked for: {}", e.getMessage());
    }
  }

  private boolean carriesMark(Path process) {
    try {
      String variables = new String(Files.readAllBytes(process.resolve("environ")), ISO_8859_1);
      return ("\0" + variables).contains("\0" + MARK + "=" + mark + "\0");
    } catch (IOException _) {
      // Somebody else's, or it has just ended.
      return false;
    }
  }

  private static Optional<ProcessHandle> handle(Path process) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()));
  }

  private static void kill(ProcessHandle process) {
    LOG.info(
        "the program {} of a tool server was left behind by a server that was killed, and is ended",
        process.pid());
    var _ = process.destroyForcibly();
  }
}
