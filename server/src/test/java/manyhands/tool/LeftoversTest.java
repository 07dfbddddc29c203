package manyhands.tool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Programs that outlived the server that had started them.
final class LeftoversTest {

  private static ServerSpec spec(ServerSpec.Place place) {
    return new ServerSpec(
        "cheese", place, new ServerSpec.Approval.Always(), ServerSpec.USUAL_TIMEOUT, null);
  }

  /// A program that does not end with its input, and has started another.
  private static Process start(Leftovers of) throws IOException {
    ServerSpec.Program plain =
        new ServerSpec.Program(
            List.of("/bin/sh", "-c", "sleep 600 & echo $!; wait"),
            Map.of("PATH", "/usr/bin:/bin"),
            Path.of("/tmp"),
            List.of());
    ServerSpec.Place place = of.marked(List.of(spec(plain))).getFirst().place();
    if (!(place instanceof ServerSpec.Program program)) {
      throw new AssertionError(place);
    }
    ProcessBuilder builder = new ProcessBuilder(program.command());
    builder.environment().clear();
    builder.environment().putAll(program.variables());
    return builder.start();
  }

  private static ProcessHandle child(Process of) throws IOException {
    return ProcessHandle.of(Long.parseLong(of.inputReader().readLine())).orElseThrow();
  }

  @Test
  void thoseOfOnesOwnDataFolderAreEndedWithAllThatTheyHaveStarted() throws Exception {
    Leftovers ours = new Leftovers(Path.of("/data/brie"));
    Process left = start(ours);
    Process neighbours = start(new Leftovers(Path.of("/data/cheddar")));
    ProcessHandle leftChild = child(left);
    ProcessHandle neighboursChild = child(neighbours);
    try {
      new Leftovers(Path.of("/data/./brie")).end();
      assertThat(left.waitFor(60, SECONDS)).isTrue();
      var _ = leftChild.onExit().get(60, SECONDS);
      assertThat(neighbours.isAlive()).isTrue();
      assertThat(neighboursChild.isAlive()).isTrue();
    } finally {
      for (ProcessHandle one :
          List.of(left.toHandle(), leftChild, neighbours.toHandle(), neighboursChild)) {
        var _ = one.destroyForcibly();
      }
    }
  }

  @Test
  void serversAtAnAddressAreLeftAsTheyAre() {
    ServerSpec far =
        spec(new ServerSpec.Address(URI.create("https://cheese.example/mcp"), Map.of(), List.of()));
    assertThat(new Leftovers(Path.of("/data")).marked(List.of(far))).containsExactly(far);
  }
}
