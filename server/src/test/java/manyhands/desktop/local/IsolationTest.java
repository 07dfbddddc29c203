package manyhands.desktop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Limits;
import manyhands.desktop.DesktopSpec.Network;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What programs of a real desktop can see of this host, and what they can do to it.
final class IsolationTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Limits LIMITS = new Limits(400L << 20, 200, 100L << 20);

  private static Path runtime;
  private static LocalDesktops desktops;
  private static Machine machine;

  @BeforeAll
  static void boot() throws Exception {
    runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    LocalPlaces places = new LocalPlaces(Tree.ROOT.resolve("image"), runtime);
    desktops = new LocalDesktops(places, Thread.ofVirtual().factory());
    machine = desktops.start(spec("inmate", Network.INTERNET));
  }

  @AfterAll
  static void stop() {
    desktops.list().forEach(each -> desktops.stop(each.id()));
    LocalPlaces.delete(runtime);
  }

  @Test
  void whatIsPutInThePlaceOfTheScreensSocketIsNeverConnectedTo() throws Exception {
    Machine liar = desktops.start(spec("liar", Network.NONE));
    Path other = ((ScreenAddress.UnixSocket) machine.screen()).path();
    shell(liar, "rm /run/screen/rfb; ln -s " + other + " /run/screen/rfb");
    Path socket = ((ScreenAddress.UnixSocket) liar.screen()).path();
    assertThat(socket.toRealPath()).isEqualTo(socket);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer greeting = ByteBuffer.allocate(12);
      channel.read(greeting);
      assertThat(new String(greeting.array(), UTF_8)).startsWith("RFB 003.008");
    }
    assertThat(shell(liar, "touch " + runtime + "/m/liar/view/x 2>&1")).contains("No such file");
    desktops.stop(liar.id());
  }

  @Test
  void programsThatTheDesktopStartsHaveNoPrivilegesEither() {
    assertThat(
            text(
                "grep -hE '^(CapEff|CapPrm|CapInh|CapAmb|CapBnd):' /proc/$(pidof openbox)/status"
                    + " /proc/$(pidof tint2)/status | cut -f2 | sort -u"))
        .isEqualTo("0000000000000000");
    assertThat(text("cut -f2 /proc/$(pidof openbox)/status | sed -n 1p; id -u")).endsWith("1000");
  }

  @Test
  void nothingOfTheHostIsVisible() {
    assertThat(text("ls -A / | tr '\\n' ' '"))
        .isEqualTo("bin dev etc home lib lib64 opt proc run sbin tmp usr var");
    assertThat(text("ls -A /root /run/docker.sock /dev/kvm /etc/shadow /usr/local/bin 2>/dev/null"))
        .isEmpty();
    assertThat(text("cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -cE 'JAVA|MAVEN|KEY'"))
        .isEqualTo("0");
  }

  @Test
  void onlyBoundedFoldersCanBeWrittenTo() {
    for (String folder :
        List.of("/", "/usr", "/etc", "/dev", "/opt/manyhands", "/usr/local", "/home")) {
      assertThat(text("touch " + folder + "/x 2>&1")).as(folder).contains("Read-only file system");
    }
    assertThat(text("findmnt -rno TARGET,OPTIONS -t tmpfs | grep -w rw | grep -v size=")).isEmpty();
  }

  @Test
  void theHostsProcessesCanNeitherBeSeenNorSignalled() {
    long us = ProcessHandle.current().pid();
    assertThat(run("kill -0 " + us).exitCode()).isNotZero();
    assertThat(Integer.parseInt(text("ls -d /proc/[0-9]* | wc -l"))).isLessThan(40);
  }

  @Test
  void privilegesCannotBeGained() {
    assertThat(text("/usr/sbin/nft flush ruleset 2>&1; /usr/sbin/nft list ruleset 2>/dev/null"))
        .doesNotContain("table");
    assertThat(run("su -c true </dev/null").exitCode()).isNotZero();
    assertThat(text("unshare -Ur mount -t tmpfs x /usr 2>&1; ls /usr/bin/bwrap"))
        .endsWith("/usr/bin/bwrap");
  }

  @Test
  void desktopsShareNothing() {
    Machine other = desktops.start(spec("other", Network.INTERNET));
    other.write("secret", "mine".getBytes(UTF_8));
    String names = "cd /proc/self/ns && readlink user net mnt pid ipc uts";
    assertThat(text("ls secret 2>/dev/null")).isEmpty();
    assertThat(text(names).lines())
        .hasSize(6)
        .doesNotContainAnyElementsOf(shell(other, names).lines().toList());
    desktops.stop(other.id());
  }

  @Test
  void whatACommandStartedDiesWithItAlsoWhenItBrokeAway() {
    CommandResult result =
        machine.run(Command.shell("setsid sleep 4711 & sleep 4711", Duration.ofMillis(500)));
    assertThat(result.timedOut()).isTrue();
    await().atMost(SOON).until(() -> text("pgrep -cf 'sleep 471[1]'").equals("0"));
  }

  @Test
  void linksLeadNowhereElse() throws Exception {
    Path secret = Files.writeString(runtime.resolve("secret"), "of the host");
    text(
        "mkdir bad; cd bad; ln -s %1$s out; ln -s ../../../../..%1$s up; ln -s /proc/1/root%1$s magic"
            .formatted(secret));
    for (String path :
        List.of(
            "bad/out",
            "bad/up",
            "bad/magic",
            "../../.." + secret,
            secret.toString(),
            "bad",
            "/proc/1/mem",
            "/dev/zero",
            "a\0b",
            "")) {
      assertThatThrownBy(() -> machine.read(path, new ByteArrayOutputStream(), 1000))
          .as(path)
          .isInstanceOfSatisfying(
              DesktopException.class,
              e -> assertThat(e.code()).isEqualTo(DesktopException.Code.NO_SUCH_FILE));
    }
    text("ln -s " + runtime + " bad/folder");
    try {
      machine.write("bad/folder/planted", new byte[1]);
    } catch (DesktopException e) {
      assertThat(e.code()).isNotEqualTo(DesktopException.Code.LOST);
    }
    assertThat(runtime.resolve("planted")).doesNotExist();
    for (String path : List.of("/etc/x", "/usr/x", "bad", "x/..", "x/", "")) {
      assertThatThrownBy(() -> machine.write(path, new byte[1]))
          .as(path)
          .isInstanceOf(DesktopException.class);
    }
  }

  @Test
  void aForkBombAndTooMuchMemoryStayInside() {
    Machine victim = desktops.start(spec("victim", Network.NONE));
    victim.run(Command.shell("f() { f | f & }; f", Duration.ofSeconds(2)));
    victim.run(Command.shell("head -c 10G /dev/zero | tail", Duration.ofSeconds(10)));
    desktops.stop(victim.id());
    assertThat(Processes.marks()).noneMatch(mark -> mark.endsWith("/victim"));
    assertThat(ControlGroups.of(victim.id())).isEmpty();
    assertThat(machine.alive()).isTrue();
  }

  @Test
  void theActiveWindowAndTheShellAreMarked() {
    text("terminal >/dev/null 2>&1 &");
    await().atMost(SOON).until(() -> text("cat .manyhands/window").equals("XTerm\nxterm"));
    await().atMost(SOON).until(() -> text("cat .manyhands/shell 2>&1").matches("\\d+ 1 0"));
    text("kill $(pidof xterm)");
    await().atMost(SOON).until(() -> text("cat .manyhands/window").isEmpty());
  }

  private static DesktopSpec spec(String id, Network network) {
    return new DesktopSpec(new DesktopId(id), new Size(1280, 800), network, LIMITS);
  }

  private static CommandResult run(String line) {
    return machine.run(Command.shell(line, SOON));
  }

  private static String text(String line) {
    return shell(machine, line);
  }

  private static String shell(Machine on, String line) {
    return new String(on.run(Command.shell(line, SOON)).stdout(), UTF_8).strip();
  }
}
