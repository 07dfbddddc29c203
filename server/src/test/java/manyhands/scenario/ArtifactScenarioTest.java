package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import manyhands.session.ArtifactView;
import manyhands.session.SessionRequest;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Files that are not what they seem, made inside a real desktop.
final class ArtifactScenarioTest {

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void givenFilesLieInTheHomeFolderAndOnlyChangedOnesAreArtifacts() throws IOException {
    SessionView end =
        work.ended(
            work.sessions
                .open(
                    new SessionRequest(
                        "Run 'wc -c \"cheese list.csv\" > size.txt' and run 'echo more >> notes.txt'",
                        1,
                        null,
                        null,
                        false,
                        false,
                        null),
                    List.of(upload("cheese list.csv", "brie,7"), upload("notes.txt", "first\n")))
                .id());
    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.artifacts())
        .extracting(ArtifactView::name)
        .containsExactlyInAnyOrder("size.txt", "notes.txt");
    assertThat(work.artifact(end.id(), "size.txt")).asString(UTF_8).startsWith("6 ");
    assertThat(work.artifact(end.id(), "notes.txt")).asString(UTF_8).isEqualTo("first\nmore\n");
  }

  private static Upload upload(String name, String text) {
    return new Upload(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void hostileFilesAreKeptOrLeftOutWithWordsAndNothingHangs() throws IOException {
    SessionView end =
        work.run(
            1,
            """
            Run 'ln -s /etc/passwd link.txt && ln -s / folder && mkfifo pipe', \
            run 'truncate -s 10G huge.bin && echo hidden > .secret && mkdir .git && echo x > .git/y', \
            run `echo one > "$(printf 'two\\nlines.txt')" && echo two > "<b onclick=x>.html"`, \
            run 'mkdir -p deep/er && echo three > deep/er/plain.txt && chmod 000 huge.bin'\
            """);

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    Map<String, ArtifactView> all =
        end.artifacts().stream().collect(Collectors.toMap(ArtifactView::name, Function.identity()));
    assertThat(all.keySet())
        .containsExactlyInAnyOrder(
            "huge.bin", "two_lines.txt", "<b onclick=x>.html", "deep/er/plain.txt");
    assertThat(all.get("huge.bin").sha256()).isNull();
    assertThat(all.get("huge.bin").left()).contains("larger than");
    assertThat(all.get("huge.bin").size()).isEqualTo(10L << 30);
    assertThat(work.artifact(end.id(), "two_lines.txt")).isEqualTo("one\n".getBytes(UTF_8));
    assertThat(work.artifact(end.id(), "<b onclick=x>.html")).isEqualTo("two\n".getBytes(UTF_8));
    assertThat(work.artifact(end.id(), "deep/er/plain.txt")).isEqualTo("three\n".getBytes(UTF_8));
  }
}
