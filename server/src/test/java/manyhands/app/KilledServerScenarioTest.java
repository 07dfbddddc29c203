package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server with real desktops is killed again and again, at moments from a seed, while four
/// tasks are worked on, and started again on the same data.
final class KilledServerScenarioTest {

  private static final int KILLS = 20;

  /// A slow machine gets fewer kills: each is a whole start of a server.
  private static final Duration KILLING = Duration.ofSeconds(100);

  private static final int FEWEST_KILLS = 5;

  private static final long SEED = Long.getLong("kills.seed", 20_260_131L);

  /// Longer than a session takes on a loaded machine.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final List<String> WORDS = List.of("bread", "salt", "wine", "oil");

  private final Random random = new Random(SEED);
  private final List<String> sessions = new ArrayList<>();
  private final Path installation = Tree.ROOT;
  private Path folder;
  private Path data;
  private Place place;
  private ServerProcess server;

  @BeforeEach
  void serve() throws IOException {
    folder =
        Files.setPosixFilePermissions(
            Files.createTempDirectory(Path.of("/tmp"), "mh"),
            PosixFilePermissions.fromString("rwx--x--x"));
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
    server = ServerProcess.start(installation, data);
  }

  @AfterEach
  void leaveNothing() throws IOException {
    server.close();
    LocalPlaces places = new LocalPlaces(installation.resolve("image"), place.runtime());
    LocalDesktops desktops = new LocalDesktops(places, Thread.ofVirtual().factory());
    desktops.list().forEach(machine -> desktops.stop(machine.id()));
    desktops.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void everySessionIsCompletedAsIfNothingHadHappened() throws Exception {
    open();
    long end = System.nanoTime() + KILLING.toNanos();
    for (int kills = 0;
        kills < FEWEST_KILLS || (kills < KILLS && end - System.nanoTime() > 0);
        kills++) {
      if (status(sessions.getLast()).equals("completed")) {
        open();
      }
      Thread.sleep(random.nextInt(1_200));
      server.kill();
      server.close();
      server = ServerProcess.start(installation, data);
    }
    for (String session : sessions) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Set.of("completed", "failed", "stopped").contains(status(session)));
      check(session);
    }
    var _ = server.terminate();
    assertThat(place.runtime()).doesNotExist();
    assertThat(processes()).isEmpty();
  }

  private void open() throws Exception {
    StringBuilder prompt = new StringBuilder();
    for (String word : WORDS) {
      prompt.append(
          "Run 'sleep 0.%d; echo %s >> %s.txt; sleep 0.3'. "
              .formatted(1 + random.nextInt(8), word, word));
    }
    var request = JsonMapper.shared().createObjectNode();
    request.put("prompt", prompt.toString()).put("agents", 2 + random.nextInt(3));
    sessions.add(server.post("/api/sessions", request.toString()).path("id").asString());
  }

  private String status(String session) throws Exception {
    return server.get("/api/sessions/" + session).path("status").asString();
  }

  private void check(String session) throws Exception {
    JsonNode events = server.get("/api/sessions/" + session + "/events?limit=10000").path("items");
    String story = "seed " + SEED + ": " + events;
    assertThat(status(session)).as(story).isEqualTo("completed");
    Map<String, Integer> desktops = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      JsonNode event = events.get(i);
      assertThat(event.path("seq").asInt()).isEqualTo(i + 1);
      switch (event.path("type").asString()) {
        case "desktop:ready" -> desktops.merge(event.path("agent").asString(), 1, Integer::sum);
        case "desktop:lost" -> throw new AssertionError(story);
        default -> {}
      }
    }
    assertThat(desktops.values()).as(story).isNotEmpty().containsOnly(1);
    for (String word : WORDS) {
      String path = "/api/sessions/" + session + "/artifacts/" + word + ".txt";
      assertThat(server.send(server.request(path)).body()).as(story).isEqualTo(word + "\n");
    }
  }

  /// What still carries the folder of these desktops.
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> mentions(process, "environ") || mentions(process, "cmdline"))
        .map(process -> process.pid() + " " + process.info().command().orElse(""))
        .toList();
  }

  private boolean mentions(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid(), file), StandardCharsets.ISO_8859_1)
          .contains(place.runtime().toString());
    } catch (IOException _) {
      return false;
    }
  }
}
