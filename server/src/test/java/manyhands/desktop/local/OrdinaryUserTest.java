package manyhands.desktop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Limits;
import manyhands.desktop.DesktopSpec.Network;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Where the tests run as root: the same desktops for a server that is an ordinary user.
final class OrdinaryUserTest {
  private static final int SOMEBODY = 54321;

  @Test
  void anOrdinaryUserHasDesktopsTooAndTheyLeaveNothing() throws Exception {
    if (Identity.serverUid() != 0) {
      Assumptions.abort("SKIPPED: all other tests run as an ordinary user here already");
    }
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    try {
      assertThat(walk(folder))
          .containsExactly("1000 0000000000000000", "hello", "a/b", "false", "[]");
    } finally {
      LocalPlaces.delete(folder);
    }
  }

  private static List<String> walk(Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path runtime = Files.createDirectory(folder.resolve("r"));
    Files.setAttribute(runtime, "unix:uid", SOMEBODY);
    Path said = folder.resolve("said");
    // The checkout and the libraries may lie where only root can read them; so may the tun device.
    String device =
        "mount -t tmpfs x /dev/net && mknod -m 666 /dev/net/tun c 10 200 && exec \"$@\"";
    Process walk =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-c",
                device,
                "sh",
                "setpriv",
                "--reuid=" + SOMEBODY,
                "--regid=" + SOMEBODY,
                "--clear-groups",
                // As deploy/manyhands.service has it.
                "--no-new-privs",
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                readable(folder),
                OrdinaryUserTest.class.getName(),
                folder.resolve("image").toString(),
                runtime.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(walk.waitFor()).as(() -> said + ": " + String.join("\n", lines(said))).isZero();
    return lines(said);
  }

  private static String readable(Path folder) throws Exception {
    LocalPlaces.copy(Tree.ROOT.resolve("image"), folder.resolve("image"));
    StringJoiner path = new StringJoiner(File.pathSeparator);
    int number = 0;
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path file = Path.of(part);
      Path copy = folder.resolve("part" + number++);
      if (Files.isDirectory(file)
          || file.toString()
              .matches(
                  ".*(jspecify|jackson-annotations|slf4j|junit|opentest|assertj|apiguardian).*jar")) {
        LocalPlaces.copy(file, copy);
        path.add(copy.toString());
      }
    }
    return path.toString();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (java.io.IOException e) {
      return List.of(e.toString());
    }
  }

  /// As that user.
  public static void main(String[] arguments) {
    LocalPlaces places = new LocalPlaces(Path.of(arguments[0]), Path.of(arguments[1]));
    LocalDesktops desktops = new LocalDesktops(places, Thread.ofVirtual().factory());
    DesktopId id = new DesktopId("theirs");
    Limits limits = new Limits(1L << 30, 256, 64L << 20);
    Machine machine =
        desktops.start(new DesktopSpec(id, new Size(800, 600), Network.INTERNET, limits));
    String line = "echo $(id -u) $(grep CapEff /proc/self/status | cut -f2)";
    byte[] who = machine.run(Command.shell(line, Duration.ofSeconds(20))).stdout();
    System.out.print(new String(who, UTF_8));
    machine.write("a/b", "hello".getBytes(UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.read("a/b", bytes, 100);
    System.out.println(bytes.toString(UTF_8));
    machine.list(".", 10).forEach(file -> System.out.println(file.path()));
    desktops.stop(id);
    System.out.println(machine.alive());
    System.out.println(
        Processes.marks().stream().filter(each -> each.startsWith(arguments[1])).toList());
    System.exit(0);
  }
}
