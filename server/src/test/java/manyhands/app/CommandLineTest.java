package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import manyhands.event.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people type wrong, and a machine that is not as it should be: one clear line, exit code 2.
final class CommandLineTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | say what to do",
        "bogus           | bogus",
        "run             | PROMPT",
        "run,            | the prompt is empty",
        "run,' '         | the prompt is empty",
        "run,x,--agents,two  | 'two'",
        "run,x,--agents,0    | from 1 to 4 agents, not 0",
        "run,x,--agents,-1   | from 1 to 4 agents, not -1",
        "run,x,--agents,5000 | from 1 to 4 agents, not 5000",
        "run,x,--model,brie  | there is: claude, openai, dedalus, bedrock, vertex, scripted",
        "run,x,--desktop,moon | there is: local",
        "serve,--port,99999  | from 0 to 65535",
        "serve,--port,http   | 'http'",
      })
  void wrongUseIsAnsweredInOneLine(String line, String words) {
    String[] arguments = line.isEmpty() ? new String[0] : line.replace("' '", " ").split(",", -1);
    assertThat(execute(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(words)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPromptOfAMegabyteIsTooLong() {
    assertThat(execute("run", "a".repeat(1_000_000))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("too long").hasSizeLessThan(300);
  }

  @Test
  void aBusyPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      try (Wiring wiring = Wiring.open(settings(), folder)) {
        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> wiring.start("127.0.0.1", taken.getLocalPort(), true))
            .hasMessageContaining("another program listens on 127.0.0.1:" + port)
            .hasMessageContaining("--port");
      }
    }
  }

  @Test
  void aDataFolderHasOneServer() {
    try (DataFolder held = DataFolder.open(folder)) {
      assertThat(execute("serve", "--data", held.path().toString())).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("another Manyhands", "--data");
      assertThat(execute("run", "x", "--data", held.path().toString())).isEqualTo(2);
    }
  }

  @Test
  void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(execute("run", "x", "--data", file.resolve("in").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(file.toString(), "--data")
        .hasLineCount(1);
  }

  @Test
  void theTokenIsMadeOnceAndForItsOwnerAlone() throws Exception {
    String token = Secret.token(folder);
    assertThat(token).hasSizeGreaterThan(40).isEqualTo(Secret.token(folder));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aServerThatIsGoneHasNoAddress() {
    new ServerAddress("127.0.0.1", 8080, ProcessHandle.current().pid(), true).writeTo(folder);
    assertThat(ServerAddress.of(folder)).map(ServerAddress::port).contains(8080);
    new ServerAddress("127.0.0.1", 8080, Long.MAX_VALUE, true).writeTo(folder);
    assertThat(ServerAddress.of(folder)).isEmpty();
  }

  private int execute(String... arguments) {
    return Main.commandLine(settings()).execute(arguments);
  }

  private Settings settings() {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    return new Settings(
        Map.of("MANYHANDS_DATA", folder.toString()),
        folder,
        Path.of("..").toAbsolutePath().normalize(),
        terminal,
        new FakeDesktops());
  }
}
