package manyhands.desktop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desktop with the network `internet` among hosts that are all addresses of a namespace made for
/// this test: no packet leaves the machine.
final class NetworkTest {

  @Test
  void onlyPublicAddressesAndTheResolverHearADesktop(@TempDir Path folder) throws Exception {
    if (Identity.serverUid() != 0) {
      Assumptions.abort("SKIPPED: only root can lay out networks; run the tests as root for it");
    }
    assertThat(walk(folder))
        .containsExactly(
            NetworkWalk.PUBLIC + " tcp",
            NetworkWalk.PUBLIC + " udp",
            NetworkWalk.PUBLIC + " udp 53");
  }

  private static List<String> walk(Path folder) throws Exception {
    Path resolver = Files.writeString(folder.resolve("resolv"), "nameserver " + NetworkWalk.PUBLIC);
    StringBuilder script = new StringBuilder("set -e; ip link set lo up\n");
    NetworkWalk.PRIVATE.forEach(
        each -> script.append("ip addr add ").append(each).append("/32 dev lo\n"));
    script.append("ip addr add ").append(NetworkWalk.PUBLIC).append("/32 dev lo\n");
    script.append("mount --bind ").append(resolver).append(" /etc/resolv.conf\n");
    script.append("exec \"$@\"");
    Path heard = folder.resolve("heard");
    Process walk =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--mount",
                "sh",
                "-c",
                script.toString(),
                "sh",
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NetworkWalk.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(heard.toFile())
            .start();
    assertThat(walk.waitFor()).as(() -> text(heard)).isZero();
    return text(heard).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
