package manyhands.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import manyhands.agent.Assignment;
import manyhands.agent.TaskEnd;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import manyhands.event.AgentId;
import manyhands.event.Event.ArtifactCollected;
import manyhands.event.MemoryBlobs;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of one task on the desktop of another.
@Timeout(60)
final class HandoverTest {

  @TempDir private Path folder;
  private Workshop shop;
  private final Map<String, Map<String, byte[]>> seen = new ConcurrentHashMap<>();

  @BeforeEach
  void open() {
    shop = new Workshop(folder, "one");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /// Each makes a file only when both are at work: on two desktops.
  private void grateAndSlice(String grated) {
    CountDownLatch both = new CountDownLatch(2);
    for (String task : new String[] {"grate", "slice"}) {
      shop.crew.doings.put(
          task,
          bench -> {
            both.countDown();
            both.await();
            bench
                .machine()
                .files
                .put(task.equals("grate") ? "a/grated.txt" : "sliced.txt", grated.getBytes(UTF_8));
            return new TaskEnd.Done("done", List.of());
          });
    }
  }

  private Assignment lastWorked() {
    return shop.crew.worked.getLast();
  }

  @Test
  void lieWhereATaskThatNeedsThemIsDoneAndItsAgentIsToldWhere() {
    grateAndSlice("brie");
    shop.crew.doings.put(
        "serve",
        bench -> {
          seen.put("serve", Map.copyOf(bench.machine().files));
          bench.machine().files.put("plate.txt", "all of it".getBytes(UTF_8));
          return new TaskEnd.Done("served", List.of());
        });
    SessionView end = shop.run(2, "grate; slice; serve < grate, slice");

    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    Map<String, byte[]> there = seen.get("serve");
    boolean besideGrated = there.containsKey("a/grated.txt");
    String own = besideGrated ? "a/grated.txt" : "sliced.txt";
    String copy = besideGrated ? "from-t2/sliced.txt" : "from-t1/a/grated.txt";
    assertThat(there).containsOnlyKeys(own, copy);
    assertThat(there.get(copy)).asString(UTF_8).isEqualTo("brie");
    assertThat(lastWorked().given())
        .flatExtracting(Assignment.Given::files)
        .containsExactlyInAnyOrder(own, copy);
    assertThat(end.artifacts())
        .extracting(ArtifactView::name)
        .containsExactlyInAnyOrder("a/grated.txt", "sliced.txt", "plate.txt");
  }

  @Test
  void areTheAgentsWorkOnceItHasChangedThem() {
    grateAndSlice("brie");
    shop.crew.doings.put(
        "serve",
        bench -> {
          bench
              .machine()
              .files
              .replaceAll((name, _) -> (name + " with figs and honey").getBytes(UTF_8));
          return new TaskEnd.Done("served", List.of());
        });
    SessionId id = shop.run(2, "grate; slice; serve < grate, slice").id();

    assertThat(shop.all(id, ArtifactCollected.class))
        .extracting(it -> it.task() == null ? "" : it.task().value(), ArtifactCollected::name)
        .containsAnyOf(
            Tuple.tuple("t3", "from-t1/a/grated.txt"), Tuple.tuple("t3", "from-t2/sliced.txt"));
  }

  @Test
  void areThereAgainOnADesktopThatReplacesALostOne() {
    grateAndSlice("brie");
    shop.crew.doings.put(
        "serve",
        bench -> {
          boolean first = seen.putIfAbsent("first", Map.of()) == null;
          seen.put("serve", Map.copyOf(bench.machine().files));
          return first ? new TaskEnd.DesktopLost("it fell") : new TaskEnd.Done("served", List.of());
        });
    SessionView end = shop.run(2, "grate; slice; serve < grate, slice");

    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(seen.get("serve")).containsOnlyKeys("from-t1/a/grated.txt", "from-t2/sliced.txt");
  }

  @Test
  void comeFromTheSessionBeforeWhenItIsContinuedOnNewDesktops() {
    grateAndSlice("brie");
    SessionId id = shop.run(2, "grate; slice").id();
    shop.crew.doings.put(
        "serve",
        bench -> {
          seen.put("serve", Map.copyOf(bench.machine().files));
          return new TaskEnd.Done("served", List.of());
        });
    shop.sessions.control().continueWith(id, "serve", "a person");
    shop.ended(id);

    assertThat(seen.get("serve")).containsOnlyKeys("from-t1/a/grated.txt", "from-t2/sliced.txt");
  }

  @Test
  void areNobodysWorkAlsoForTheNextServer() {
    MemoryBlobs blobs = new MemoryBlobs();
    ArtifactShelf shelf = new ArtifactShelf(ArtifactLimits.USUAL);
    FakeMachine there = new FakeMachine(new DesktopId("there"));
    FakeMachine here = new FakeMachine(new DesktopId("here"));
    there.files.put("a/grated.txt", "brie".getBytes(UTF_8));
    var _ =
        new Artifacts(new AgentId("a1"), there, blobs, shelf).collect(new TaskId("t1"), List.of());
    here.files.put("from-t1/a/grated.txt", "brie".getBytes(UTF_8));
    here.files.put("from-t2/a/grated.txt", "figs".getBytes(UTF_8));

    Artifacts adopted = new Artifacts(new AgentId("a2"), here, blobs, shelf);
    adopted.resume(null);

    assertThat(adopted.collect(new TaskId("t3"), List.of()))
        .extracting(ArtifactCollected::name)
        .containsExactly("from-t2/a/grated.txt");
  }

  @Test
  void stayWhereTheyAreWhenTheyAreTooMany() {
    shop.crew.doings.put(
        "grate",
        bench -> {
          IntStream.range(0, Handover.MOST_FILES + 5)
              .forEach(i -> bench.machine().files.put("f" + i, "x".getBytes(UTF_8)));
          return new TaskEnd.Done("done", List.of());
        });
    SessionId id = shop.run(1, "grate").id();
    shop.crew.doings.put(
        "serve",
        bench -> {
          seen.put("serve", Map.copyOf(bench.machine().files));
          return new TaskEnd.Done("served", List.of());
        });
    shop.sessions.control().continueWith(id, "serve", "a person");
    shop.ended(id);

    assertThat(seen.get("serve")).hasSize(Handover.MOST_FILES);
    assertThat(lastWorked().given().getFirst().files()).hasSize(Handover.MOST_FILES);
  }
}
