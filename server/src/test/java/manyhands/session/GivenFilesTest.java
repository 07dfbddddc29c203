package manyhands.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import manyhands.agent.TaskEnd;
import manyhands.desktop.FakeMachine;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that come with a prompt.
@Timeout(60)
final class GivenFilesTest {

  @TempDir private Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder, "one");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void lieOnEveryDesktopBeforeItsAgentBeginsAndAreNobodysWork() {
    Map<String, Map<String, byte[]>> seen = new ConcurrentHashMap<>();
    for (String task : List.of("grate", "slice")) {
      shop.crew.doings.put(
          task,
          bench -> {
            seen.put(task, Map.copyOf(bench.machine().files));
            if (task.equals("slice")) {
              bench.machine().files.put("cheese.csv", "sliced up".getBytes(UTF_8));
            }
            return new TaskEnd.Done("done", List.of());
          });
    }
    SessionId id =
        open("grate; slice", upload("cheese.csv", "brie,7"), upload("empty.txt", "")).id();
    SessionView end = shop.ended(id);

    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.files())
        .containsExactly(new FileView("cheese.csv", 6), new FileView("empty.txt", 0));
    assertThat(seen.keySet()).containsExactlyInAnyOrder("grate", "slice");
    assertThat(seen.values())
        .allSatisfy(files -> {
          assertThat(files.get("cheese.csv")).asString(UTF_8).isEqualTo("brie,7");
          assertThat(files.get("empty.txt")).isEmpty();
        });
    assertThat(end.artifacts()).extracting(ArtifactView::name).containsExactly("cheese.csv");
    assertThat(shop.types(id)).startsWith("session:created", "files:given");
  }

  @Test
  void areToldToThePlannerAndToEveryAgent() {
    SessionId id = open("grate", upload("cheese.csv", "brie,7")).id();
    shop.ended(id);
    assertThat(shop.crew.plannedWith).containsExactly(List.of("cheese.csv"));
    assertThat(shop.crew.worked.getFirst().soFar().getFirst())
        .isEqualTo(new Event.FilesGiven(shop.all(id, Event.FilesGiven.class).getFirst().files()));
  }

  @Test
  void areThereAgainOnADesktopThatReplacesALostOne() {
    Map<String, String> seen = new ConcurrentHashMap<>();
    shop.crew.doings.put(
        "grate",
        bench -> {
          FakeMachine machine = bench.machine();
          seen.put(machine.id().value(), new String(machine.files.get("cheese.csv"), UTF_8));
          if (seen.size() == 1) {
            machine.alive = false;
            return new TaskEnd.DesktopLost("it burnt");
          }
          return new TaskEnd.Done("grated", List.of());
        });
    SessionId id = open("grate", upload("cheese.csv", "brie,7")).id();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(seen).hasSize(2);
    assertThat(seen.values()).containsOnly("brie,7");
  }

  @Test
  void surviveTheDeathOfTheServerAtAnyMoment() throws Exception {
    shop.close();
    for (int append = 2; append < 9; append++) {
      Path round = folder.resolve("round-" + append);
      shop = new Workshop(round, "one");
      CountDownLatch dead = shop.dieAt(append, true);
      SessionId id = open("grate", upload("cheese.csv", "brie,7")).id();
      Awaitility.await().until(() -> dead.getCount() == 0 || hasEnded(id));
      shop.kill();
      shop = new Workshop(round, "two", shop.provider);
      List<String> contents = new java.util.concurrent.CopyOnWriteArrayList<>();
      shop.crew.doings.put(
          "grate",
          bench -> {
            contents.add(new String(bench.machine().files.get("cheese.csv"), UTF_8));
            return new TaskEnd.Done("grated", List.of());
          });
      shop.sessions.start();
      SessionView end = shop.ended(id);
      assertThat(end.status()).as("append " + append).isEqualTo(SessionStatus.COMPLETED);
      assertThat(end.files()).containsExactly(new FileView("cheese.csv", 6));
      assertThat(contents).isSubsetOf("brie,7");
      shop.close();
    }
    shop = new Workshop(folder.resolve("last"));
  }

  private boolean hasEnded(SessionId id) {
    List<Entry> entries = shop.entries(id);
    return !entries.isEmpty() && entries.getLast().event() instanceof Event.SessionClosed;
  }

  @Test
  void areThereWhenTheSessionIsContinuedOnNewDesktops() {
    SessionId id = open("grate", upload("cheese.csv", "brie,7")).id();
    shop.ended(id);
    Map<String, byte[]> seen = new ConcurrentHashMap<>();
    shop.crew.doings.put(
        "slice",
        bench -> {
          seen.putAll(bench.machine().files);
          return new TaskEnd.Done("sliced", List.of());
        });
    shop.sessions.control().continueWith(id, "slice", "a person");
    shop.ended(id);
    assertThat(seen).containsKey("cheese.csv");
    assertThat(shop.crew.plannedWith).containsExactly(List.of("cheese.csv"), List.of("cheese.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cheese.csv | cheese.csv",
        "../../etc/passwd | passwd",
        "C:\\Users\\x\\cheese.csv | cheese.csv",
        ".bashrc | bashrc",
        "...hidden | hidden",
        "-rf | rf",
        "~root | root",
        "world 世界.txt | world 世界.txt",
      })
  void getNamesThatHarmNobody(String given, String kept) {
    SessionId id = open("grate", upload(given, "x")).id();
    assertThat(shop.view(id).files()).extracting(FileView::name).containsExactly(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/", "   ", "---", "./..", "folder/."})
  void withoutANameAreRefused(String name) {
    assertThat(refused(upload(name, "x")).getMessage()).contains("is no name for a file");
  }

  @Test
  void controlCharactersInNamesAreReplaced() {
    SessionId id = open("grate", upload("two\nlines\u202e.txt\0", "x")).id();
    assertThat(shop.view(id).files()).extracting(FileView::name).containsExactly("two_lines_.txt_");
  }

  @Test
  void ofOneNameTooManyOrTooLargeAreRefusedAsAWhole() {
    assertThat(refused(upload("a/x.txt", "1"), upload("b/x.txt", "2")))
        .hasMessageContaining("two files are called \"x.txt\"");
    Upload[] many =
        IntStream.rangeClosed(0, Sessions.MAX_FILES)
            .mapToObj(i -> upload("f" + i, ""))
            .toArray(Upload[]::new);
    assertThat(refused(many)).hasMessageContaining("21 files are given, and at most 20");
    assertThat(refused(upload("n".repeat(201), ""))).hasMessageContaining("too long");
    Upload endless = new Upload("endless", () -> new Zeros());
    SessionException large =
        catchThrowableOfType(SessionException.class, () -> open("grate", endless));
    assertThat(large.code()).isEqualTo(SessionException.Code.FILES_TOO_LARGE);
    assertThat(shop.log.sessions()).isEmpty();
  }

  private static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return length;
    }
  }

  private SessionException refused(Upload... files) {
    SessionException refusal =
        catchThrowableOfType(SessionException.class, () -> open("grate", files));
    assertThat(refusal.code()).isEqualTo(SessionException.Code.BAD_FILES);
    return refusal;
  }

  private SessionView open(String prompt, Upload... files) {
    return shop.sessions.open(
        new SessionRequest(prompt, 2, null, null, false, false, null), List.of(files));
  }

  private static Upload upload(String name, String text) {
    return new Upload(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
