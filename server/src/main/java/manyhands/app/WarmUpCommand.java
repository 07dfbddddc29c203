package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/// `manyhands warm-up`: starts a server on a folder of its own, asks it a few things and ends. The
/// launcher has the JVM record what that loads.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private final Settings settings;

  WarmUpCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("manyhands-warm-up");
    try (Wiring wiring = Wiring.open(settings, folder)) {
      wiring.start("127.0.0.1", 0, false);
      try (ServerClient client = new ServerClient(wiring.address(), wiring.token())) {
        client.get("/health");
        client.get("/api/machine");
        client.get("/api/sessions");
        client.open(JsonMapper.shared().createObjectNode());
      } catch (Trouble e) {
        // The session without a prompt is refused, as it should be.
      }
    } finally {
      delete(folder);
    }
    return 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
