package manyhands.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FileEntry;
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

  private static String read(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.read(path, bytes, 1000);
    return bytes.toString(StandardCharsets.UTF_8);
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
  void commandsHaveLimitsOfTimeAndOutput() {
    long began = System.nanoTime();
    var late = machine.run(Command.shell("sleep 60 & sleep 60", Duration.ofMillis(300)));
    assertThat(late.timedOut()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(sh(machine, "pgrep -c sleep")).isEqualTo("0");

    var much =
        machine.run(
            new Command(
                List.of("sh", "-c", "yes | head -c 100000000; exit 3"),
                new byte[0],
                Duration.ofSeconds(20),
                1000));
    assertThat(much.truncated()).isTrue();
    assertThat(much.stdout()).hasSize(1000);
    assertThat(much.exitCode()).isEqualTo(3);
  }

  @Test
  void filesAreWrittenListedAndRead() {
    machine.write("files/a folder/ü 😀.txt", "hello\n".getBytes(StandardCharsets.UTF_8));
    machine.write("files/.hidden", new byte[3]);

    assertThat(machine.list("files", 10))
        .extracting(FileEntry::path)
        .containsExactly("a folder/ü 😀.txt");
    assertThat(read("/home/user/files/a folder/ü 😀.txt")).isEqualTo("hello\n");
    assertThat(machine.list("files", 10).getFirst().size()).isEqualTo(6);
  }

  @Test
  void hostileFilesNeitherBlockNorLeadOut() throws Exception {
    Path secret = Files.writeString(runtime.resolve("secret.txt"), "secret");
    sh(
        machine,
        "mkdir hostile; cd hostile; mkfifo fifo; ln -s "
            + secret
            + " link; ln -s /etc/passwd passwd; truncate -s 10G big; ln -s / root;"
            + " printf x > \"$(printf 'a\\nb <img>')\"; printf x > \"$(printf 'bad\\377')\"");

    assertThat(machine.list("hostile", 10))
        .extracting(FileEntry::path)
        .containsExactly("a\nb <img>", "big");
    for (String none : List.of("hostile/fifo", "hostile/link", "nothing", "/dev/zero")) {
      assertThatThrownBy(() -> read(none))
          .isInstanceOf(DesktopException.class)
          .extracting(e -> ((DesktopException) e).code())
          .isEqualTo(DesktopException.Code.NO_SUCH_FILE);
    }
    assertThatThrownBy(() -> read("hostile/big"))
        .extracting(e -> ((DesktopException) e).code())
        .isEqualTo(DesktopException.Code.TOO_LARGE);
  }

  @Test
  void aFullDiskAndAForkBombStayInside() {
    Machine small = desktops.start(spec("bomb", DesktopSpec.Network.NONE));
    try {
      assertThat(sh(small, "head -c 200000000 /dev/zero > full 2>&1; stat -c %s full"))
          .satisfies(size ->
              assertThat(Long.parseLong(size))
                  .isBetween(LIMITS.diskBytes() / 2, LIMITS.diskBytes()));
      assertThat(sh(small, "for i in $(seq 400); do sleep 20 & done 2>/dev/null; pgrep -c sleep"))
          .satisfies(count ->
              assertThat(count.isEmpty() ? 0 : Integer.parseInt(count))
                  .isLessThanOrEqualTo(LIMITS.processes()));
      assertThat(small.alive()).isTrue();
    } finally {
      desktops.stop(small.id());
    }
  }

  @Test
  void aMachineOutlivesItsServerAndIsFoundAndEndedByTheNext() {
    DesktopId id = new DesktopId("survivor");
    desktops.start(spec(id.value(), DesktopSpec.Network.INTERNET));
    LocalDesktops next = fresh();

    Machine found =
        next.list().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    assertThat(found.alive()).isTrue();
    assertThat(sh(found, "echo there")).isEqualTo("there");
    next.stop(id);

    assertThat(found.alive()).isFalse();
    assertThat(Processes.marks()).noneMatch(mark -> mark.endsWith("/survivor"));
    assertThat(next.list()).noneMatch(one -> one.id().equals(id));
    assertThat(ControlGroups.of(id)).isEmpty();
    next.stop(id);
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

  @Test
  void anInterruptedStartLeavesNothing() throws Exception {
    for (int millis : new int[] {1, 15, 40, 80, 120}) {
      Thread starting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  desktops.start(spec("cut", DesktopSpec.Network.INTERNET));
                } catch (DesktopException _) {
                  // As expected.
                }
              });
      Thread.sleep(millis);
      starting.interrupt();
      starting.join();
      desktops.stop(new DesktopId("cut"));
      assertThat(Processes.marks()).noneMatch(mark -> mark.endsWith("/cut"));
      assertThat(desktops.list()).noneMatch(one -> one.id().value().equals("cut"));
    }
  }
}
