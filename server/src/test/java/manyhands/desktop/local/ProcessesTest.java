package manyhands.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// A starting desktop is a row of programs that replace each other.
final class ProcessesTest {

  @TempDir Path folder;

  @RepeatedTest(25)
  void aProcessThatIsBecomingAnotherProgramIsFoundAndEnded() throws Exception {
    Path script = Files.writeString(folder.resolve("again"), "exec /bin/sh \"$0\"");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString());
    builder.environment().put(Processes.MARK, folder.toString());
    Process process = builder.start();
    try {
      assertThat(Processes.kill(folder)).isTrue();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
