package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A server that is told to end while things hang.
final class EndInTimeTest {
  private static final int CLIENTS = 200;

  @TempDir private Path folder;

  @BeforeEach
  void listNoPackages() throws IOException {
    Files.createDirectories(folder.resolve("image"));
    Files.writeString(folder.resolve("image/packages.txt"), "dpkg\n");
  }

  @Test
  void aStuckAgentAndClientsThatNeverReadDoNotKeepAServerFromEnding() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try (ServerProcess server = ServerProcess.simulated(folder)) {
      server.post("/api/desktops", "{}");
      JsonNode session =
          server.post("/api/sessions", "{\"prompt\": \"Run 'hang'.\", \"agents\": 1}");
      String events = "/api/sessions/" + session.path("id").asString() + "/events";
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.get(events).toString().contains("agent:thinking"));
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(follow(server, events));
      }
      assertThat(server.terminate()).isLessThan(Duration.ofSeconds(10));
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private static Socket follow(ServerProcess server, String events) throws IOException {
    URI address = server.address();
    Socket socket = new Socket(address.getHost(), address.getPort());
    String request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(events, address.getHost(), address.getPort(), server.token());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
