package manyhands.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Machine;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import manyhands.event.DataFolder;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Real desktops whose real server is killed, or told to end, and started again on the same data.
final class SurvivingDesktopsTest {

  private static final Duration REAPED_WITHIN = Duration.ofSeconds(10);

  /// Longer than anything here takes on a loaded machine.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Path folder;
  private Path installation;
  private Path data;
  private Place place;

  @BeforeEach
  void installSomewhere() throws IOException {
    folder =
        Files.setPosixFilePermissions(
            Files.createTempDirectory(Path.of("/tmp"), "mh"),
            PosixFilePermissions.fromString("rwx--x--x"));
    installation = folder.resolve("i");
    copy(Tree.ROOT.resolve("image"), installation.resolve("image"));
    data = folder.resolve("data");
    place =
        Place.of(
            new Settings(
                System.getenv(),
                folder,
                installation,
                Terminal.standard(Map.of()),
                new RealDesktops()),
            data);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    LocalDesktops desktops = host();
    desktops.list().forEach(machine -> desktops.stop(machine.id()));
    desktops.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void desktopsOutliveTheirServerAndGoOnAsTheyWere() throws Exception {
    String kept;
    String lost;
    List<String> processes;
    try (ServerProcess server = ServerProcess.start(installation, data)) {
      kept = open(server);
      lost = open(server);
      typeIntoTerminal(server, kept, "echo kept > kept.txt");
      awaitFile(kept, "kept.txt");
      processes = processes(kept);
      assertThat(processes).hasSizeGreaterThanOrEqualTo(6);
      Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> {}).start(() -> openLate(server));
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> machines().size() == 3);
      server.kill();
    }
    host().stop(new DesktopId(lost));
    Files.writeString(installation.resolve("image/tint2rc"), "# new\n", StandardOpenOption.APPEND);
    Process stranger = stranger();

    try (ServerProcess server = ServerProcess.start(installation, data)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(open(server.get("/api/desktops"))).containsExactly(kept));
      Awaitility.await().atMost(REAPED_WITHIN).until(() -> machines().equals(List.of(kept)));
      assertThat(stranger.isAlive()).isTrue();
      assertThat(processes(kept)).containsAll(processes);
      // Its image is replaced by a newer one now, for those that come.
      String other = open(server);
      typeIntoTerminal(server, kept, "cat kept.txt > again.txt");
      awaitFile(kept, "again.txt");
      assertThat(
              shell(
                  kept,
                  "cat again.txt; ls /opt/manyhands/bin/browser; tail -n 1 /opt/manyhands/tint2rc"))
          .startsWith("kept\n/opt/manyhands/bin/browser\n")
          .doesNotContain("# new");
      assertThat(shell(other, "tail -n 1 /opt/manyhands/tint2rc")).isEqualTo("# new");
      assertThat(
              shell(
                  kept,
                  "echo > /dev/udp/10.0.2.3/53; sleep 0.3; grep -c '^10.0.2.3 .* 0x2 ' /proc/net/arp"))
          .as("the network stack answers")
          .isEqualTo("1");
      byte[] picture =
          server
              .send(server.request("/api/desktops/" + kept + "/screenshot"))
              .body()
              .getBytes(UTF_8);
      assertThat(picture.length).isGreaterThan(1000);

      assertThat(server.terminate()).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(processes(kept)).containsAll(processes);
    assertThat(types(lost)).containsExactly("DesktopOpened", "DesktopClosed");
    assertThat(types(kept)).startsWith("DesktopOpened").doesNotContain("DesktopClosed");

    try (ServerProcess server = ServerProcess.start(installation, data)) {
      for (JsonNode desktop : server.get("/api/desktops").path("items")) {
        server.delete("/api/desktops/" + desktop.path("id").asString());
      }
      assertThat(machines()).isEmpty();
      var _ = server.terminate();
    }
    assertThat(place.runtime()).doesNotExist();
    assertThat(types(kept)).endsWith("DesktopClosed");
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }

  /// Looks like one of ours, but belongs to another data folder.
  private Process stranger() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put("MANYHANDS_MACHINE", place.runtime() + "-not/m/d-stranger");
    return builder.start();
  }

  private static String open(ServerProcess server) throws Exception {
    return server.post("/api/desktops", "{}").path("id").asString();
  }

  private static void openLate(ServerProcess server) {
    try {
      open(server);
    } catch (Exception | AssertionError _) {
      // The server is killed meanwhile.
    }
  }

  private static List<String> open(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false)
        .map(one -> one.path("id").asString())
        .toList();
  }

  private static void typeIntoTerminal(ServerProcess server, String desktop, String line)
      throws Exception {
    String actions = "/api/desktops/" + desktop + "/actions";
    server.post(actions, "{\"type\": \"press\", \"keys\": \"super+t\"}");
    server.post(actions, "{\"type\": \"wait\", \"millis\": 1500}");
    server.post(actions, "{\"type\": \"type\", \"text\": \"" + line + "\\n\"}");
  }

  /// The host's own look at the machines, as the next server would have.
  private LocalDesktops host() {
    LocalPlaces places = new LocalPlaces(installation.resolve("image"), place.runtime());
    return new LocalDesktops(places, Thread.ofVirtual().factory());
  }

  private List<String> machines() {
    return host().list().stream().map(machine -> machine.id().value()).toList();
  }

  private Machine machine(String id) {
    return host().list().stream()
        .filter(one -> one.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void awaitFile(String desktop, String file) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !shell(desktop, "cat " + file + " 2>/dev/null").isEmpty());
  }

  private String shell(String desktop, String line) {
    Command command = new Command(List.of("bash", "-c", line), new byte[0], PATIENCE, 100_000);
    return new String(machine(desktop).run(command).stdout(), UTF_8).strip();
  }

  /// The desktop's lasting processes on this host, by name and number.
  private List<String> processes(String desktop) {
    String folder = place.runtime().resolve("m").resolve(desktop).toString();
    return ProcessHandle.allProcesses()
        .filter(process -> (text(process, "environ") + text(process, "cmdline")).contains(folder))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(process -> text(process, "comm").strip() + " " + process.pid())
        .filter(process -> process.matches("(X\\w*vnc|openbox|tint2|xterm|slirp4netns|bwrap) .*"))
        .distinct()
        .toList();
  }

  /// Empty when the process has ended.
  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid(), file), ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private List<String> types(String stream) {
    try (DataFolder taken = DataFolder.open(data);
        SqliteEventLog log = SqliteEventLog.open(taken, Clock.systemUTC())) {
      return log.read(new SessionId(stream), 0, 1000).stream()
          .map(Entry::event)
          .map(Event::getClass)
          .map(Class::getSimpleName)
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
