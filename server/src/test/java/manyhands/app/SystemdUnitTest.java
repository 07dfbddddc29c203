package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import manyhands.Tree;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ready systemd unit.
final class SystemdUnitTest {
  private static final Path UNIT = Tree.ROOT.resolve("deploy/manyhands.service");

  @TempDir private Path folder;

  @Test
  void itEndsTheServerAloneAndGivesItTheTimeItNeeds() throws IOException {
    List<String> lines = Files.readAllLines(UNIT);
    assertThat(lines).contains("KillMode=process", "KillSignal=SIGTERM", "TimeoutStopSec=15");
    assertThat(lines).noneMatch(line -> line.startsWith("PrivateTmp"));
  }

  @Test
  void systemdUnderstandsEveryLine() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")),
        "SKIPPED: there is no systemd-analyze here to check deploy/manyhands.service with");
    // The program and the user need not be there to read the rest.
    Path unit = folder.resolve("manyhands.service");
    Files.writeString(
        unit, Files.readString(UNIT).replace("/opt/manyhands/manyhands serve", "/bin/true serve"));
    Process verify =
        new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = verify.inputReader().readAllAsString();
    assertThat(said.lines().filter(line -> line.contains("manyhands"))).as(said).isEmpty();
    assertThat(verify.waitFor()).as(said).isZero();
  }
}
