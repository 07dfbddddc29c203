package manyhands.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import manyhands.api.ApiFixture;
import manyhands.desktop.CommandResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client on standard input and output, whose servers come and go.
final class RelayTest {
  private static final int PIPE = 1 << 20;
  private static final String RUN =
      "{\"name\": \"run_command\", \"arguments\": {\"command\": \"x\"}}";

  private final List<ApiFixture> servers = new ArrayList<>();
  private final PipedOutputStream input = new PipedOutputStream();
  private final Lines output = new Lines();
  private final Upstream upstream = new Upstream(this::find);
  private Thread relaying = new Thread();

  private Upstream.Place find() {
    if (servers.isEmpty()) {
      throw new IllegalStateException("No server can be had: buy one.");
    }
    return new Upstream.Place(
        URI.create("http://127.0.0.1:" + servers.getLast().port() + "/"), ApiFixture.TOKEN);
  }

  @BeforeEach
  void start() throws IOException {
    servers.add(new ApiFixture());
    PipedInputStream in = new PipedInputStream(input, PIPE);
    Relay relay = new Relay(upstream, in, output, Thread.ofVirtual().factory());
    relaying =
        Thread.ofVirtual()
            .start(() -> {
              try {
                relay.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @AfterEach
  void stop() throws Exception {
    input.close();
    relaying.join();
    upstream.close();
    servers.forEach(ApiFixture::close);
  }

  @Test
  void everyAnswerIsALineAndTheEndOfTheInputEndsIt() throws Exception {
    begin();
    say("\n{bad");
    assertThat(hear().at("/error/code").asInt()).isEqualTo(-32_700);
    assertThat(call("open_desktop", "{}").at("/result/content/1/type").asString())
        .isEqualTo("image");
    assertThat(ask("rabbit/eat", "{}").at("/error/code").asInt()).isEqualTo(-32_601);
    assertThat(ask("tools/call", "7").at("/error/code").asInt()).isEqualTo(-32_602);
    say("a".repeat(McpDoor.MAX_MESSAGE + 1));
    assertThat(hear().at("/error/message").asString()).contains("at most");
    input.close();
    relaying.join();
    assertThat(output.lines).isEmpty();
  }

  @Test
  void manyCallsAtOnceAreAllAnswered() throws Exception {
    begin();
    for (int i = 0; i < 64; i++) {
      say(request("n" + i, "tools/call", "{\"name\": \"list_desktops\"}"));
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      JsonNode answer = hear();
      assertThat(answer.at("/result/isError").asBoolean(true)).as("%s", answer).isFalse();
      ids.add(answer.path("id").asString());
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(64);
  }

  @Test
  void aCallTooManyIsRefusedAndOneOfThoseBeforeItCanStillBeTakenBack() throws Exception {
    begin();
    ApiFixture server = servers.getFirst();
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    server.desktops.open(null);
    server.desktops.machine.onRun =
        _ -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted.countDown();
          }
          return new CommandResult(0, new byte[0], new byte[0], false, false);
        };
    try {
      for (int i = 0; i < 64; i++) {
        say(request("n" + i, "tools/call", RUN));
      }
      say(request("more", "tools/call", RUN));
      JsonNode refused = hear();
      assertThat(refused.path("id").asString()).isEqualTo("more");
      assertThat(refused.at("/error/message").asString()).contains("64 calls are under way");
      say(
          "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\","
              + " \"params\": {\"requestId\": \"n0\"}}");
      assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      over.countDown();
    }
  }

  @Test
  void whatWasUnderWayWhenTheServerEndedIsToldAndTheNextServerGoesOn() throws Exception {
    begin();
    ApiFixture first = servers.getFirst();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    first.desktops.open(null);
    first.desktops.machine.onRun =
        _ -> {
          begun.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new CommandResult(0, new byte[0], new byte[0], false, false);
        };
    say(request("cut", "tools/call", RUN));
    begun.await();
    servers.removeFirst();
    first.close();
    JsonNode cut = hear();
    assertThat(cut.path("id").asString()).isEqualTo("cut");
    assertThat(cut.at("/error/message").asString()).contains("may have happened in part");
    over.countDown();
    JsonNode none = call("list_desktops", "{}");
    assertThat(none.at("/error/message").asString()).isEqualTo("No server can be had: buy one.");
    servers.add(new ApiFixture());
    JsonNode list = call("list_desktops", "{}");
    assertThat(list.at("/result/content/0/text").asString()).startsWith("No desktop is open");
  }

  @Test
  void aSessionThatTheServerHasForgottenBeginsAgainUnseen() throws Exception {
    begin();
    servers.add(new ApiFixture());
    servers.removeFirst().close();
    JsonNode list = call("list_desktops", "{}");
    assertThat(list.at("/result/isError").asBoolean(true)).isFalse();
    input.close();
    relaying.join();
    assertThat(output.lines).isEmpty();
  }

  private void begin() throws IOException {
    say(Client.BEGIN.replace("\n", ""));
    assertThat(hear().at("/result/serverInfo/name").asString()).isEqualTo("manyhands");
    say("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
  }

  private JsonNode call(String tool, String arguments) throws IOException {
    return ask("tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments));
  }

  private JsonNode ask(String method, String params) throws IOException {
    say(request("r", method, params));
    return hear();
  }

  private static String request(String id, String method, String params) {
    return "{\"jsonrpc\": \"2.0\", \"id\": \"%s\", \"method\": \"%s\", \"params\": %s}"
        .formatted(id, method, params);
  }

  private void say(String line) throws IOException {
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  private JsonNode hear() {
    try {
      String line = output.lines.poll(30, TimeUnit.SECONDS);
      return JsonMapper.shared().readTree(Objects.requireNonNull(line, "nothing was said"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What is written, a line at a time.
  private static final class Lines extends OutputStream {
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public void write(int next) {
      if (next == '\n') {
        lines.add(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
      } else {
        begun.write(next);
      }
    }
  }
}
