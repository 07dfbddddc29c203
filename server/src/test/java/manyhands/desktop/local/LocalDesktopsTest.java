package manyhands.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Real desktops on this host.
final class LocalDesktopsTest {

  private static final DesktopSpec.Limits LIMITS = new DesktopSpec.Limits(1L << 30, 256, 64L << 20);

  private static Path runtime;
  private static LocalDesktops desktops;
  private static Machine machine;

  @BeforeAll
  static void boot() throws Exception {
    runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    desktops = fresh();
    assertThat(desktops.missing()).isEmpty();
    machine = desktops.start(spec("shared", DesktopSpec.Network.INTERNET));
  }

  @AfterAll
  static void stopEverything() {
    desktops.list().forEach(one -> desktops.stop(one.id()));
    LocalPlaces.delete(runtime);
  }

  private static LocalDesktops fresh() {
    LocalPlaces places = new LocalPlaces(Tree.ROOT.resolve("image"), runtime);
    return new LocalDesktops(places, Thread.ofVirtual().factory());
  }

  private static DesktopSpec spec(String id, DesktopSpec.Network network) {
    return new DesktopSpec(new DesktopId(id), new Size(1280, 800), network, LIMITS);
  }

  private static String sh(Machine on, String line) {
    var result = on.run(Command.shell(line, Duration.ofSeconds(20)));
    return new String(result.stdout(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void theScreenIsASocketThatOnlyItsOwnerCanReach() throws Exception {
    Path socket = ((ScreenAddress.UnixSocket) machine.screen()).path();

    assertThat(Files.getPosixFilePermissions(socket.getParent())).hasSize(3);
    assertThat(machine.alive()).isTrue();
    assertThat(sh(machine, "cat /proc/net/tcp /proc/net/tcp6 | grep -c ' 0A '")).isEqualTo("0");
  }

  @Test
  void programsInsideAreAnOrdinaryUserWithoutPrivilegesAndWithoutOurEnvironment() {
    assertThat(sh(machine, "id -u; id -un; pwd")).isEqualTo("1000\nuser\n/home/user");
    assertThat(sh(machine, "grep CapEff /proc/self/status")).endsWith("0000000000000000");
    assertThat(sh(machine, "env | cut -d= -f1 | sort | tr '\\n' ' '"))
        .doesNotContain("JAVA", "MAVEN", "MANYHANDS_MACHINE", "KEY");
    assertThat(sh(machine, "ls /home; ls /root /var/lib 2>&1 | grep -vc 'No such'"))
        .isEqualTo("user\n0");
    assertThat(sh(machine, "touch /usr/x 2>&1; ls /dev/kvm /run/docker.sock 2>/dev/null; ls /tmp"))
        .contains("Read-only file system")
        .doesNotContain("kvm", "docker");
    assertThat(sh(machine, "nft flush ruleset 2>&1; ip link set lo down 2>&1; echo"))
        .containsIgnoringCase("operation not permitted");
  }

  @Test
  void aMachineWhoseScreenDiedIsGone() {
    Machine dying = desktops.start(spec("dying", DesktopSpec.Network.NONE));

    // It may be gone before it can say so.
    var _ = catchThrowable(() -> sh(dying, "pkill -9 -x 'Xvnc|Xtigervnc'; sleep 5"));

    Awaitility.await().until(() -> !dying.alive());
    assertThatThrownBy(() -> sh(dying, "true"))
        .extracting(e -> ((DesktopException) e).code())
        .isEqualTo(DesktopException.Code.LOST);
    desktops.stop(dying.id());
    assertThat(Processes.marks()).noneMatch(mark -> mark.endsWith("/dying"));
  }
}
