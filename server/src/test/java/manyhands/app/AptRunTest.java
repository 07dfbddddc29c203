package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With shell lines that speak as apt-get does.
final class AptRunTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void progressMovesOnATerminalAndTheRestGoesToTheLog() throws IOException {
    boolean done =
        run(
            """
            echo noise; echo 'dlstatus:1:50.0:Retrieving file 1 of 2' >&3; echo nonsense >&3
            echo 'pmstatus:brie:100.0:Installed brie' >&3
            """);
    assertThat(done).isTrue();
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("Installing [########......................]  25 %  Retrieving file 1 of 2")
        .contains("Installing [##############################] 100 %  Installed brie")
        .doesNotContain("noise");
    assertThat(Files.readString(folder.resolve("log"))).contains("noise");
  }

  @Test
  void aFailureIsSeen() throws IOException {
    assertThat(run("echo 'E: no brie' >&2; exit 100")).isFalse();
    assertThat(Files.readString(folder.resolve("log"))).contains("E: no brie");
  }

  @Test
  void packagesThatAreMissingAreFound() {
    assertThat(new DebianPackages(List.of("dpkg", "no-such-cheese", "apt")).missing())
        .containsExactly("no-such-cheese");
  }

  private boolean run(String line) throws IOException {
    Terminal terminal =
        new Terminal(System.out, new PrintStream(shown, true, StandardCharsets.UTF_8), true, false);
    return new AptRun(terminal, List.of(), folder.resolve("log"))
        .run("{ " + line.strip() + "\n}", "Installing");
  }
}
