package manyhands.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where the server that holds a data folder can be reached, as that server left it in the folder's
/// `server.json`. `serving` is false for one that only does a job of its own and then ends.
record ServerAddress(String host, int port, long pid, boolean serving) {
  private static final JsonMapper MAPPER = new JsonMapper();

  URI uri(String path) {
    String name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + path);
  }

  void writeTo(Path dataFolder) {
    try {
      Secret.write(file(dataFolder), MAPPER.writeValueAsString(this));
    } catch (IOException e) {
      throw new Trouble(
          "cannot write into the data folder " + dataFolder + ": " + e.getMessage(), e);
    }
  }

  static void remove(Path dataFolder) {
    try {
      Files.deleteIfExists(file(dataFolder));
    } catch (IOException e) {
      System.getLogger(ServerAddress.class.getName())
          .log(System.Logger.Level.WARNING, "server.json stays behind", e);
    }
  }

  /// The address of the server that runs now; none when it left none, or died and left its old one.
  static Optional<ServerAddress> of(Path dataFolder) {
    try {
      ServerAddress address =
          MAPPER.readValue(Files.readString(file(dataFolder)), ServerAddress.class);
      boolean alive = ProcessHandle.of(address.pid()).map(ProcessHandle::isAlive).orElse(false);
      return alive ? Optional.of(address) : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static Path file(Path dataFolder) {
    return dataFolder.resolve("server.json");
  }
}
