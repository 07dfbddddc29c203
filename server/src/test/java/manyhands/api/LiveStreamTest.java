package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.LiveThinking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The stream of server-sent events, read as it comes.
final class LiveStreamTest {
  private static final SessionId BRIE = new SessionId("brie");

  private ApiFixture api;
  private Socket socket;
  private BufferedReader lines;

  @BeforeEach
  void start() {
    api = new ApiFixture();
    api.log.append(BRIE, new Event.PlanChanged("one"));
    api.log.append(BRIE, new Event.PlanChanged("two\n\ndata: forged"));
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    api.close();
  }

  @Test
  void factsComeWithTheirNumbersAfterTheLastOneSeen() throws IOException {
    open("?after=0", "Last-Event-ID: 1");
    assertThat(frame()).startsWith("id: 2", "event: plan:changed").hasSize(3);
    api.log.append(BRIE, new Event.PlanChanged("three"));
    assertThat(frame()).startsWith("id: 3");
    socket.close();
    open("?after=2");
    assertThat(frame()).startsWith("id: 3");
  }

  @Test
  void itGoesOnAfterTheSessionsEndSinceTheSessionMay() throws IOException {
    open("?after=2");
    api.log.append(BRIE, new Event.SessionClosed("completed", ""));
    assertThat(frame()).startsWith("id: 3", "event: session:complete");
    api.log.append(BRIE, new Event.PlanChanged("continued"));
    assertThat(frame()).startsWith("id: 4", "event: plan:changed");
  }

  @Test
  void thinkingHasNoNumberSoThatAReaderComesBackToTheLastFact() throws IOException {
    open("?after=1");
    assertThat(frame()).startsWith("id: 2");
    api.thinking.say(
        new LiveThinking.Piece(BRIE, new AgentId("a1"), new TaskId("t1"), "It is ripe.\n"));
    List<String> frame = frame();
    assertThat(frame.getFirst()).isEqualTo("event: agent:reasoning:delta");
    assertThat(frame.get(1)).contains("\"text\":\"It is ripe.\\n\"");
  }

  @Test
  void aReaderWhoHasLeftIsFollowedByNobody() throws IOException {
    open("?after=0");
    frame();
    socket.close();
    await()
        .until(() -> {
          api.log.append(BRIE, new Event.PlanChanged("more"));
          return api.server().followed() == 0;
        });
  }

  private void open(String query, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
    socket.setSoTimeout(20_000);
    String head =
        "GET /api/sessions/brie/events"
            + query
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
            + ApiFixture.TOKEN
            + "\r\n"
            + String.join("\r\n", headers)
            + (headers.length > 0 ? "\r\n\r\n" : "\r\n");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
    String line = lines.readLine();
    while (!line.isEmpty()) {
      line = lines.readLine();
    }
  }

  /// The lines of the next event, without those of HTTP's chunks.
  private List<String> frame() throws IOException {
    List<String> frame = new ArrayList<>();
    while (true) {
      String line = lines.readLine();
      if (line.isEmpty() && !frame.isEmpty()) {
        return frame;
      }
      if (line.matches("(id|event|data): .*")) {
        frame.add(line);
      }
    }
  }
}
