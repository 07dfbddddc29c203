package manyhands.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import manyhands.agent.ExtraAnswer;
import manyhands.agent.ExtraTool;
import manyhands.model.ToolSpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Programs that do everything wrong, written for the shell.
final class HostileServersTest {

  private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ObjectNode NOTHING = JsonMapper.shared().createObjectNode();

  /// Shakes hands, lists one tool, and does `$CALL` when that is called.
  private static final String SERVER =
      """
      echo "hello, I am no JSON"
      while read -r line; do
        id=$(printf %s "$line" | sed -n 's/.*"id":"\\([^"]*\\)".*/\\1/p')
        case "$line" in
          *'"initialize"'*) printf '{"jsonrpc":"2.0","id":"%s","result":{"protocolVersion":"2025-06-18",\
      "capabilities":{"tools":{}},"serverInfo":{"name":"x","version":"1"}}}\\n' "$id" ;;
          *'"tools/list"'*) printf '{"jsonrpc":"2.0","id":"%s","result":{"tools":[{"name":"go",\
      "inputSchema":{"type":"object"}},{"name":7},{"icons":{}}]}}\\n' "$id" ;;
          *'"tools/call"'*) eval "$CALL" ;;
        esac
      done
      """;

  private static final String ANSWER =
      "printf '{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"content\":[%s]}}\\n' \"$id\" ";

  private static final ExtraTool GO =
      new ExtraTool("bad", "go", new ToolSpec("bad__go", "", NOTHING), false);

  @TempDir private Path folder;

  private McpTools server(String script, String call) {
    ServerSpec.Program program =
        new ServerSpec.Program(
            List.of("/bin/sh", "-c", script),
            Map.of("CALL", call, "PATH", "/usr/bin:/bin"),
            folder,
            List.of());
    McpTools tools =
        new McpTools(
            List.of(new ServerSpec("bad", program, new ServerSpec.Approval.Never(), MINUTE, null)),
            THREADS,
            "test");
    tools.start();
    return tools;
  }

  private ExtraAnswer answer(String call) throws InterruptedException {
    try (McpTools tools = server(SERVER, call)) {
      assertThat(tools.tools()).hasSize(1);
      return tools.call(GO, NOTHING, MINUTE);
    }
  }

  @Test
  void aGigabyteIsCutOffAndNotKept() throws InterruptedException {
    assertThat(answer("head -c 1000000000 /dev/zero | tr '\\0' a"))
        .isEqualTo(new ExtraAnswer.Unknown("server bad: it sent a message of more than 16 MB"));
  }

  @Test
  void aFloodEndsTheConnection() throws InterruptedException {
    String notice = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}";
    assertThat(answer("yes '" + notice + "'"))
        .isEqualTo(
            new ExtraAnswer.Unknown("server bad: it sends more than 2000 messages a second"));
  }

  @Test
  void anAnswerThatMakesNoSenseHasAnUnknownOutcome() throws InterruptedException {
    assertThat(
            answer(
                "printf '{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":{\"content\":7}}\\n' \"$id\""))
        .isInstanceOfSatisfying(
            ExtraAnswer.Unknown.class,
            it -> assertThat(it.why()).startsWith("server bad: what it answers cannot be read"));
  }

  @Test
  void brokenPicturesAndThingsOfUnknownKindsAreDescribed() throws InterruptedException {
    String content =
        "'{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"bm8gcGljdHVyZQ==\"},"
            + "{\"type\":\"audio\",\"mimeType\":\"audio/wav\",\"data\":\"AAAA\"}'";
    assertThat(answer(ANSWER + content))
        .isEqualTo(
            new ExtraAnswer.Given(
                "(a picture, image/png, is not given: it is neither PNG nor JPEG)\n"
                    + "(a sound, audio/wav, is not given)",
                List.of()));
  }

  @Test
  void aProgramThatIsNotThereIsSaidSo() throws InterruptedException {
    ServerSpec.Program program =
        new ServerSpec.Program(List.of("no-such-program"), Map.of(), folder, List.of());
    try (McpTools tools =
        new McpTools(
            List.of(new ServerSpec("bad", program, new ServerSpec.Approval.Never(), MINUTE, null)),
            THREADS,
            "test")) {
      tools.start();
      assertThat(tools.tools()).isEmpty();
      assertThat(tools.states().getFirst().trouble())
          .startsWith("its program cannot be started: is there a `no-such-program` in the PATH");
      assertThat(tools.call(GO, NOTHING, Duration.ofMillis(50)))
          .isInstanceOf(ExtraAnswer.NotDone.class);
    }
  }

  @Test
  void whatAProgramHasStartedEndsWithIt() throws InterruptedException, IOException {
    Path pid = folder.resolve("pid");
    String script = "trap '' TERM; sleep 1000 & echo $! > pid; " + SERVER + " sleep 1000";
    McpTools tools = server(script, "");
    assertThat(tools.tools()).hasSize(1);
    long child = Long.parseLong(Files.readString(pid).strip());
    tools.close();
    Awaitility.await()
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }
}
