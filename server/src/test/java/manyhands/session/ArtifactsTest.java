package manyhands.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import manyhands.event.AgentId;
import manyhands.event.Event.ArtifactCollected;
import manyhands.event.MemoryBlobs;
import manyhands.event.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactsTest {

  private static final TaskId T1 = new TaskId("t1");
  private static final AgentId ADA = new AgentId("a1");
  private static final AgentId BO = new AgentId("a2");
  private static final ArtifactLimits SMALL = new ArtifactLimits(100, 5, 1000, 200_000, 40);

  private final MemoryBlobs blobs = new MemoryBlobs();
  private final ArtifactShelf shelf = new ArtifactShelf(SMALL);
  private final FakeMachine machine = new FakeMachine(new DesktopId("one"));
  private final FakeMachine other = new FakeMachine(new DesktopId("two"));
  private final Artifacts ada = new Artifacts(ADA, machine, blobs, shelf);
  private final Artifacts bo = new Artifacts(BO, other, blobs, shelf);

  @BeforeEach
  void furnish() {
    machine.files.put("Welcome.txt", "hello".getBytes(UTF_8));
    ada.begin();
    bo.begin();
  }

  @Test
  void collectsNewAndChangedVisibleFilesAndNothingElse() throws IOException {
    machine.files.put("cheese.txt", "brie".getBytes(UTF_8));
    machine.files.put("Pictures/hole.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    machine.files.put(".secret", "x".getBytes(UTF_8));
    machine.files.put(".cache/y", "x".getBytes(UTF_8));
    List<ArtifactCollected> facts = ada.collect(T1, List.of());
    assertThat(facts)
        .extracting(ArtifactCollected::name, ArtifactCollected::size, ArtifactCollected::mediaType)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("cheese.txt", 4L, "text/plain"),
            org.assertj.core.groups.Tuple.tuple("Pictures/hole.png", 8L, "image/png"));
    assertThat(facts).allSatisfy(fact -> assertThat(fact.task()).isEqualTo(T1));
    ArtifactCollected text =
        facts.stream().filter(fact -> fact.name().equals("cheese.txt")).findFirst().orElseThrow();
    try (InputStream in = blobs.open(Objects.requireNonNull(text.sha256()))) {
      assertThat(in.readAllBytes()).isEqualTo("brie".getBytes(UTF_8));
    }
    machine.files.put("Welcome.txt", "hello again".getBytes(UTF_8));
    assertThat(ada.collect(null, List.of()))
        .extracting(ArtifactCollected::name)
        .containsExactly("Welcome.txt");
  }

  @Test
  void collectsAnUnchangedFileOnce() {
    machine.files.put("cheese.txt", "brie".getBytes(UTF_8));
    assertThat(ada.collect(T1, List.of())).hasSize(1);
    assertThat(ada.collect(T1, List.of("cheese.txt", "/home/user/cheese.txt"))).isEmpty();
    machine.files.put("cheese.txt", "gouda".getBytes(UTF_8));
    assertThat(ada.collect(T1, List.of())).hasSize(1);
  }

  @Test
  void collectsWhatTheAgentNamesAlsoWhenItIsHidden() {
    machine.files.put(".hidden", "x".getBytes(UTF_8));
    assertThat(ada.collect(T1, List.of("~/./.hidden", "sub/../.hidden", "nothing-there")))
        .extracting(ArtifactCollected::name, ArtifactCollected::left)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(".hidden", null),
            org.assertj.core.groups.Tuple.tuple("nothing-there", "there is no plain file there"));
  }

  @Test
  void tellsFilesOfOneNameApartByTheirAgents() {
    machine.files.put("cheese.txt", "brie".getBytes(UTF_8));
    machine.files.put("a2/cheese.txt", "trap".getBytes(UTF_8));
    other.files.put("cheese.txt", "gouda".getBytes(UTF_8));
    ada.collect(T1, List.of());
    assertThat(bo.collect(T1, List.of()))
        .extracting(ArtifactCollected::name)
        .containsExactly("a2/a2/cheese.txt");
    other.files.put("cheese.txt", "gouda!".getBytes(UTF_8));
    assertThat(bo.collect(T1, List.of()))
        .extracting(ArtifactCollected::name)
        .containsExactly("a2/a2/cheese.txt");
  }

  @Test
  void saysWhatIsTooLargeOrTooMuch() {
    machine.files.put("big", new byte[1001]);
    assertThat(ada.collect(T1, List.of()))
        .singleElement()
        .satisfies(fact -> assertThat(fact.left()).contains("larger than"))
        .satisfies(fact -> assertThat(fact.sha256()).isNull())
        .satisfies(fact -> assertThat(fact.size()).isEqualTo(1001));
    for (int i = 0; i < 9; i++) {
      machine.files.put("f" + i, new byte[10]);
    }
    List<ArtifactCollected> facts = ada.collect(T1, List.of());
    assertThat(facts).hasSize(5);
    assertThat(facts.getLast().left()).isEqualTo("5 more files: a session keeps at most 5");
  }

  @Test
  void keepsNoMoreThanTheSessionHasRoomFor() {
    ArtifactShelf little = new ArtifactShelf(new ArtifactLimits(100, 50, 1000, 1500, 40));
    Artifacts cramped = new Artifacts(ADA, machine, blobs, little);
    machine.files.put("one", new byte[900]);
    machine.files.put("two", new byte[900]);
    machine.files.put("three", new byte[100]);
    List<ArtifactCollected> facts = cramped.collect(T1, List.of());
    assertThat(facts)
        .filteredOn(fact -> fact.left() != null)
        .singleElement()
        .satisfies(fact -> assertThat(fact.left()).contains("no room"));
  }

  @Test
  void makesHostileNamesHarmless() {
    machine.files.put("<img src=x onerror=alert(1)>.txt", "x".getBytes(UTF_8));
    machine.files.put("line\nfeed\u001b[31m\u202e.txt", "x".getBytes(UTF_8));
    machine.files.put("n".repeat(4000), "x".getBytes(UTF_8));
    List<ArtifactCollected> facts = ada.collect(T1, List.of("../../etc/passwd", "a\0b", "", "/"));
    assertThat(facts)
        .extracting(ArtifactCollected::name)
        .containsExactlyInAnyOrder(
            "<img src=x onerror=alert(1)>.txt",
            "line_feed_[31m_.txt",
            "n".repeat(40),
            "etc/passwd");
    assertThat(facts)
        .filteredOn(fact -> fact.name().startsWith("n"))
        .extracting(ArtifactCollected::left)
        .containsExactly("its name is too long");
  }

  @Test
  void guessesTypesByContentBeforeExtension() {
    assertThat(MediaTypes.of("x.png", bytes("<html>"))).isEqualTo("text/plain");
    assertThat(MediaTypes.of("x.html", bytes("<html>"))).isEqualTo("text/html");
    assertThat(MediaTypes.of("x.HTML", new byte[] {0, 1})).isEqualTo("application/octet-stream");
    assertThat(MediaTypes.of("x.txt", bytes("%PDF-1.7"))).isEqualTo("application/pdf");
    assertThat(MediaTypes.of("x.docx", bytes("PK\3\4"))).contains("wordprocessingml");
    assertThat(MediaTypes.of("x", new byte[0])).isEqualTo("text/plain");
    byte[] cut = "é".repeat(300).getBytes(UTF_8);
    assertThat(MediaTypes.of("x.csv", Arrays.copyOf(cut, 511))).isEqualTo("text/csv");
    assertThat(MediaTypes.of("x.txt", new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 'b', 'c'}))
        .isEqualTo("application/octet-stream");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
