package manyhands.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import manyhands.desktop.Recordings;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.SessionException;
import org.junit.jupiter.api.Test;

final class ArtifactZipTest {

  @Test
  void itHoldsTheFilesAsTheyAreNowInOneFolder() throws IOException {
    Story story = new Story("x").begin("y");
    story.file("notes.txt", text("first"));
    story.file("src/Main.java", text("class Main {}"));
    story.file("notes.txt", text("second"));
    assertThat(unzipped(story))
        .containsExactly(
            Map.entry("s-cheddar/notes.txt", "second"),
            Map.entry("s-cheddar/src/Main.java", "class Main {}"));
  }

  @Test
  void noNameLeadsOutOfTheFolder() throws IOException {
    Story story = new Story("x").begin("y");
    story.file("../../etc/passwd", text("a"));
    story.file("C:\\Windows\\x", text("b"));
    story.file("/etc/shadow", text("c"));
    assertThat(unzipped(story).keySet())
        .hasSize(3)
        .allSatisfy(path -> {
          assertThat(path).startsWith("s-cheddar/").doesNotContain("\\", ":");
          assertThat(path.split("/")).doesNotContain("..", "");
        });
  }

  @Test
  void whatIsNotInItIsNamedWithTheReason() throws IOException {
    Story story = new Story("x").begin("y").file("missing.txt", text("an agent's own"));
    BlobId gone = new BlobId("0".repeat(64));
    story.add(artifact("gone.txt", gone, null));
    story.add(artifact("large.iso", null, "it is larger than 64 MiB"));
    Map<String, String> zip = unzipped(story);
    assertThat(zip).containsEntry("s-cheddar/missing.txt", "an agent's own");
    assertThat(zip.get("missing.txt"))
        .contains("s-cheddar/gone.txt: its bytes", "s-cheddar/large.iso: it is larger than 64 MiB");
  }

  @Test
  void aSessionWithoutFilesIsAnEmptyZip() throws IOException {
    assertThat(unzipped(new Story("x").begin("y"))).isEmpty();
  }

  @Test
  void thereIsNoneOfASessionThatIsNone() {
    Replay replay = new Story("x").replay(Recordings.NONE);
    assertThatThrownBy(() -> replay.artifacts(new SessionId("s-brie")))
        .isInstanceOf(SessionException.class);
  }

  private static Event artifact(String name, BlobId blob, String left) {
    return new Event.ArtifactCollected(name, Story.ADA, Story.TASK, 5, blob, "text/plain", left);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> unzipped(Story story) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    story.replay(Recordings.NONE).artifacts(Story.SESSION).writeTo(out);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
