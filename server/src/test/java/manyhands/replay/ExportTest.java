package manyhands.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import manyhands.desktop.Recordings;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.SessionId;
import manyhands.session.SessionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportTest {

  private static final String HOSTILE =
      "<script>alert(1)</script><img src=x onerror=alert(2)> ]]> --> </style></title>"
          + "\" ' onmouseover=x & &lt; ![](http://evil.example/?q=S) \u0007\u202e\ud800 \u001b[31m";

  @TempDir private Path folder;

  @Test
  void theStockUnzipFindsNoFault() throws Exception {
    Path zip = written(story());
    Process unzip =
        new ProcessBuilder("unzip", "-t", zip.toString()).redirectErrorStream(true).start();
    String said = new String(unzip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(unzip.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(unzip.exitValue()).as(said).isZero();
    assertThat(said).contains("No errors detected");
  }

  @Test
  void itHoldsEveryEntryEveryPictureEveryFileAndASummary() throws IOException {
    Story story = story();
    Map<String, String> zip = unzipped(story);
    assertThat(zip.keySet())
        .containsExactly(
            "events.jsonl",
            "screenshots/000010-a1.jpg",
            "screenshots/000014-a1.jpg",
            "artifacts/notes.txt",
            "artifacts/src/Main.java",
            "summary.html");
    List<String> lines =
        story.log.read(Story.SESSION, 0, 1000).stream()
            .map(entry -> EventJson.toJson(entry).toString())
            .toList();
    assertThat(zip.get("events.jsonl").lines()).containsExactlyElementsOf(lines);
    assertThat(zip.get("screenshots/000014-a1.jpg")).isEqualTo("picture 2");
    assertThat(zip.get("artifacts/src/Main.java")).isEqualTo("class Main {}");
  }

  @Test
  void theSameEntriesGiveTheSameBytesAlsoWhileTheSessionGoesOn() throws IOException {
    Story story = story();
    Export early = story.export();
    byte[] before = bytes(story.export());
    story.step("more", "", "press b", "picture 3");
    assertThat(bytes(early)).isEqualTo(before);
    assertThat(bytes(story.export())).isNotEqualTo(before);
  }

  @Test
  void hostileNamesStayInTheirFolderAndMeetNoOther() throws Exception {
    List<String> names =
        List.of(
            "../../etc/passwd",
            "..\\..\\boot.ini",
            "/etc/shadow",
            "..%2f..%2fx",
            "C:\\Windows\\x",
            "a\0b",
            "line\r\nbreak.txt",
            "<img src=x onerror=alert(1)>.png",
            "CON",
            "con.txt",
            "lpt1 .log",
            "COM\u00b9",
            "Readme.md",
            "README.md",
            "readme.MD",
            "caf\u00e9.txt",
            "cafe\u0301.txt",
            "x".repeat(4096) + ".html",
            "deep/".repeat(300) + "end.txt",
            "plain",
            "plain/inside",
            "dot./ trailing .",
            "...",
            "-rf",
            "~root",
            "\u202egnp.exe",
            "\ud800lone",
            " ",
            "artifacts",
            "emoji \ud83e\uddc0.txt");
    Story story = new Story("x").begin("y");
    for (String name : names) {
      story.file(name, name.getBytes(StandardCharsets.UTF_8));
    }
    Path zip = written(story);
    Path target = folder.resolve("out/inner");
    Files.createDirectories(target);
    Process unzip =
        new ProcessBuilder("unzip", "-o", "-d", target.toString(), zip.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(unzip.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(unzip.exitValue()).isZero();
    assertThat(folder.resolve("out").toFile().list()).containsExactly("inner");
    List<String> paths =
        unzipped(story).keySet().stream().filter(path -> path.startsWith("artifacts/")).toList();
    assertThat(paths).hasSize(names.size());
    assertThat(paths.stream().map(path -> path.toLowerCase(java.util.Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(paths)
        .allSatisfy(path -> {
          assertThat(path.getBytes(StandardCharsets.UTF_8).length).isLessThan(220);
          assertThat(path).doesNotMatch("(?s).*[\\p{Cntrl}<>:\"|?*\\\\].*").doesNotContain("../");
          assertThat(path.split("/")).doesNotContain("..", ".", "", "CON", "con.txt");
        });
  }

  @Test
  void whateverIsWrittenThePageHoldsNoMarkupOfStrangers() throws IOException {
    Story story =
        new Story(HOSTILE)
            .begin(HOSTILE)
            .step(HOSTILE, HOSTILE, HOSTILE, "picture")
            .file(HOSTILE, new byte[9])
            .add(new Event.MessageSent(null, HOSTILE))
            .add(new Event.SeatTaken(Story.ADA, HOSTILE, 60))
            .add(new Event.TaskFailed(Story.TASK, Story.ADA, HOSTILE))
            .add(new Event.AgentFinished(Story.ADA, "failed", HOSTILE))
            .add(new Event.SessionClosed("failed", HOSTILE));
    String page = unzipped(story).get("summary.html");
    assertThat(page)
        .doesNotContain("<script", "<img src=x", "\u202e", "\u0007", "\u001b")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("content=\"default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'");
    // Nothing but our own elements.
    List<String> tags = new ArrayList<>();
    java.util.regex.Pattern.compile("<([a-zA-Z0-9]+)")
        .matcher(page)
        .results()
        .forEach(tag -> tags.add(tag.group(1)));
    assertThat(tags)
        .isSubsetOf(
            "html head meta title style body header main footer section h1 h2 p span small div ol ul li a img code em i time details summary"
                .split(" "));
    assertThat(page).doesNotContainPattern("(?i)(href|src)=\"(?!artifacts/|screenshots/)");
  }

  @Test
  void aPageThatAnAgentMadeIsKeptButNotLinkedTo() throws IOException {
    Story story = new Story("x").begin("y");
    story.file("evil.html", "<script>parent.x()</script>".getBytes(StandardCharsets.UTF_8));
    story.file("evil.svg", "<svg onload=x()>".getBytes(StandardCharsets.UTF_8));
    story.file("fine.txt", "text".getBytes(StandardCharsets.UTF_8));
    Map<String, String> zip = unzipped(story);
    assertThat(zip).containsKeys("artifacts/evil.html", "artifacts/evil.svg");
    assertThat(zip.get("summary.html"))
        .contains("href=\"artifacts/fine.txt\"")
        .doesNotContain("href=\"artifacts/evil");
  }

  @Test
  void bytesThatAreGoneAreNamedAndEverythingElseIsThere() throws Exception {
    BlobId gone = new BlobId("0".repeat(64));
    Story story = story().saw(gone);
    story.add(
        new Event.ArtifactCollected(
            "lost.txt", Story.ADA, Story.TASK, 5, gone, "text/plain", null));
    Map<String, String> zip = unzipped(story);
    assertThat(zip.get("missing.txt"))
        .contains("screenshots/000017-a1.jpg: its bytes")
        .contains("artifacts/lost.txt: its bytes");
    assertThat(zip).containsKeys("artifacts/notes.txt", "summary.html");
    assertThat(zip.get("summary.html")).contains("The picture is missing", "missing.txt names");
  }

  @Test
  void whoGoesAwayEndsIt() {
    Story story = story();
    story.file(
        "noise",
        new Random(1)
            .ints(4 << 20)
            .collect(ByteArrayOutputStream::new, (out, b) -> out.write(b), (a, b) -> {})
            .toByteArray());
    OutputStream leaving =
        new OutputStream() {
          private int left = 1 << 20;

          @Override
          public void write(int b) throws IOException {
            if (--left < 0) {
              throw new IOException("gone");
            }
          }
        };
    assertThatThrownBy(() -> story.export().writeTo(leaving))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  @Test
  void thousandsOfPicturesTakeNoMemory() throws IOException {
    Story story = new Story("x").begin("y");
    byte[] picture = new byte[200_000];
    new Random(3).nextBytes(picture);
    BlobId one = story.blobs.put(picture);
    for (int i = 0; i < 3_000; i++) {
      story.saw(one);
    }
    long[] written = {0};
    long[] most = {0};
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();
    story
        .export()
        .writeTo(
            new OutputStream() {
              @Override
              public void write(int b) {
                written[0]++;
              }

              @Override
              public void write(byte[] bytes, int from, int count) {
                long mark = written[0] >> 26;
                written[0] += count;
                if (written[0] >> 26 != mark) {
                  System.gc();
                  most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
                }
              }
            });
    assertThat(written[0]).isGreaterThan(600_000_000L);
    assertThat(most[0] - before).isLessThan(30L << 20);
  }

  @Test
  void thereIsNoExportOfASessionThatIsNone() {
    Replay replay = story().replay(Recordings.NONE);
    assertThatThrownBy(() -> replay.export(new SessionId("s-brie")))
        .isInstanceOf(SessionException.class)
        .hasMessage("there is no session s-brie");
  }

  private static Story story() {
    Story story = new Story("Slice the cheddar\nand tell me").begin("Slice it");
    story.step("I look for a knife.", "There is a drawer.", "click 640,400", "picture 1");
    story.step("I slice.", "", "press ctrl+s", "picture 2");
    story.file("notes.txt", "done".getBytes(StandardCharsets.UTF_8));
    return story.file("src/Main.java", "class Main {}".getBytes(StandardCharsets.UTF_8));
  }

  private Path written(Story story) throws IOException {
    Path zip = folder.resolve("export.zip");
    Files.write(zip, bytes(story.export()));
    return zip;
  }

  private static byte[] bytes(Export export) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.writeTo(out);
    return out.toByteArray();
  }

  private Map<String, String> unzipped(Story story) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(written(story).toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        files.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
