package manyhands.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A real server that is told to end (SIGTERM) while agents work at real desktops, and the next one
/// on the same data.
final class TerminatedServerScenarioTest {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

  /// Longer than anything here takes on a loaded machine.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String PROMPT =
      "Run 'echo one >> one.txt; sleep 2'. Run 'echo two >> two.txt; sleep 2'.";

  private Path folder;
  private Path data;
  private Place place;

  @BeforeEach
  void makeFolder() throws IOException {
    folder =
        Files.setPosixFilePermissions(
            Files.createTempDirectory(Path.of("/tmp"), "mh"),
            PosixFilePermissions.fromString("rwx--x--x"));
    data = Files.createDirectory(folder.resolve("data"));
    place =
        Place.of(
            new Settings(
                System.getenv(),
                folder,
                Tree.ROOT,
                Terminal.standard(Map.of()),
                new RealDesktops()),
            data);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    try (LocalDesktops host = host()) {
      host.list().forEach(machine -> host.stop(machine.id()));
    }
    run("umount", "-l", data.toString());
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void everythingIsLeftToTheNextServerWhichDoesEachCommandOnce() throws Exception {
    String session;
    Set<Long> screens;
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      session = begin(server);
      screens = screens();
      assertThat(screens).hasSize(2);
      assertThat(server.terminate()).isLessThan(ENDS_WITHIN);
    }
    assertThat(screens()).isEqualTo(screens);
    assertThat(facts(session)).noneMatch(Event.SessionClosed.class::isInstance);
    assertGoesOn(session);
  }

  @Test
  void aDesktopThatHangsKeepsNoServerFromEnding() throws Exception {
    String session;
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      session = begin(server);
      for (long screen : screens()) {
        assertThat(run("kill", "-STOP", String.valueOf(screen))).isZero();
      }
      // Into the middle of what the agents do next.
      Thread.sleep(500);
      assertThat(server.terminate()).isLessThan(ENDS_WITHIN);
    }
    assertThat(facts(session)).noneMatch(Event.SessionClosed.class::isInstance);
    for (long screen : screens()) {
      assertThat(run("kill", "-CONT", String.valueOf(screen))).isZero();
    }
    assertGoesOn(session);
  }

  @Test
  void aFullDiskKeepsNoServerFromEndingAndDamagesNothing() throws Exception {
    int mounted =
        run("mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "manyhands-test", data.toString());
    Assumptions.assumeTrue(
        mounted == 0, "SKIPPED: mounting a small tmpfs needs root; a full disk was not tested");
    String session;
    long stored;
    Path ballast = data.resolve("ballast");
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      session = begin(server);
      fill(ballast);
      stored = server.get("/api/sessions/" + session).path("seq").asLong();
      assertThat(server.terminate()).isLessThan(ENDS_WITHIN);
    }
    Files.delete(ballast);
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      JsonNode view = ended(server, session);
      assertThat(view.path("status").asString()).as("%s", view).isIn("completed", "failed");
      assertThat(view.path("seq").asLong()).isGreaterThan(stored);
      // Another session on the same data: nothing is damaged.
      String next =
          server
              .post("/api/sessions", "{\"prompt\": \"Run 'echo 3 > 3.txt'.\", \"agents\": 1}")
              .path("id")
              .asString();
      assertThat(ended(server, next).path("status").asString()).isEqualTo("completed");
      assertThat(server.terminate()).isLessThan(ENDS_WITHIN);
    }
    assertThat(screens()).isEmpty();
    assertThat(entries(session)).map(Entry::seq).isEqualTo(upTo(entries(session).size()));
  }

  /// Opens a session and returns when both of its commands run.
  private String begin(ServerProcess server) throws Exception {
    String session =
        server
            .post("/api/sessions", "{\"prompt\": \"" + PROMPT + "\", \"agents\": 2}")
            .path("id")
            .asString();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isThere("one.txt") && isThere("two.txt"));
    return session;
  }

  private void assertGoesOn(String session) throws Exception {
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      JsonNode view = ended(server, session);
      assertThat(view.path("status").asString()).as("%s", view).isEqualTo("completed");
      String file = "/api/sessions/" + session + "/artifacts/";
      assertThat(server.send(server.request(file + "one.txt")).body()).isEqualTo("one\n");
      assertThat(server.send(server.request(file + "two.txt")).body()).isEqualTo("two\n");
      assertThat(server.terminate()).isLessThan(ENDS_WITHIN);
    }
    List<Event> facts = facts(session);
    assertThat(facts).filteredOn(Event.DesktopReady.class::isInstance).hasSize(2);
    assertThat(facts).noneMatch(Event.DesktopLost.class::isInstance);
    assertThat(facts).filteredOn(Event.SessionRecovered.class::isInstance).hasSize(1);
    assertThat(facts).filteredOn(Event.SessionClosed.class::isInstance).hasSize(1);
    assertThat(entries(session)).map(Entry::seq).isEqualTo(upTo(facts.size()));
    assertThat(screens()).isEmpty();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static JsonNode ended(ServerProcess server, String session) throws Exception {
    String path = "/api/sessions/" + session;
    Awaitility.await().atMost(PATIENCE).until(() -> server.get(path).path("endedAt").isString());
    return server.get(path);
  }

  private LocalDesktops host() {
    return new LocalDesktops(
        new LocalPlaces(Tree.ROOT.resolve("image"), place.runtime()), Thread.ofVirtual().factory());
  }

  private boolean isThere(String file) {
    try (LocalDesktops host = host()) {
      return host.list().stream().anyMatch(machine -> has(machine, file));
    }
  }

  private static boolean has(Machine machine, String file) {
    try {
      var test = new Command(List.of("test", "-e", file), new byte[0], Duration.ofSeconds(5), 0);
      return machine.alive() && machine.run(test).exitCode() == 0;
    } catch (DesktopException _) {
      return false;
    }
  }

  /// The process numbers of the desktops' X servers.
  private Set<Long> screens() {
    String mark = place.runtime().resolve("m").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> (text(process, "environ") + text(process, "cmdline")).contains(mark))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .filter(process -> text(process, "comm").strip().matches("X\\w*vnc"))
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  /// Empty when the process has ended.
  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid(), file), ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private List<Event> facts(String session) {
    return entries(session).stream().map(Entry::event).toList();
  }

  private List<Entry> entries(String session) {
    try (DataFolder taken = DataFolder.open(data);
        SqliteEventLog log = SqliteEventLog.open(taken, Clock.systemUTC())) {
      return log.read(new SessionId(session), 0, 100_000);
    }
  }

  /// Takes all of the disk.
  private static void fill(Path ballast) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
      byte[] block = new byte[4096];
      while (true) {
        file.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
