package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Recordings;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayRoutesTest {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final DesktopId DESKTOP = new DesktopId("d-1");
  private static final AgentId ADA = new AgentId("a1");
  private static final String PART = "/api/sessions/s-1/recordings/d-1/1";
  private static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);

  private final ApiFixture api = new ApiFixture(new Tape());

  @BeforeEach
  void open() {
    Size size = new Size(1280, 800);
    BlobId picture = api.blobs.put("picture".getBytes(StandardCharsets.UTF_8));
    var _ =
        api.log.append(
            SESSION,
            List.of(
                new Event.SessionOpened("x", 1, "scripted", "local", false, false, Budget.DEFAULT),
                new Event.AgentStarted(ADA, "Ada"),
                new Event.DesktopReady(ADA, DESKTOP, "local", size, 1),
                new Event.ScreenSeen(ADA, null, picture, "image/jpeg", size, size, null)));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3    | 206 | 0123       | bytes 0-3/10",
        "bytes=4-     | 206 | 456789     | bytes 4-9/10",
        "bytes=-2     | 206 | 89         | bytes 8-9/10",
        "bytes=8-99   | 206 | 89         | bytes 8-9/10",
        "bytes=10-    | 416 | ''         | bytes */10",
        "bytes=5-2    | 200 | 0123456789 | ''",
        "bytes=0-1,3- | 200 | 0123456789 | ''",
        "lines=0-1    | 200 | 0123456789 | ''",
        "bytes=-      | 200 | 0123456789 | ''",
        "bytes=99999999999999999999-| 200 | 0123456789 | ''",
      })
  void aPartIsSentWholeOrTheRangeOfIt(String range, int status, String body, String header) {
    var answer = api.get(PART, "Range: " + range);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).isEqualTo(body);
    assertThat(answer.header("content-range")).isEqualTo(header);
    assertThat(answer.header("content-type")).isEqualTo("application/vnd.manyhands.screen");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/sessions/s-1/recordings/d-1/2, 404",
    "/api/sessions/s-1/recordings/d-1/0001, 404",
    "/api/sessions/s-1/recordings/d-1/-1, 404",
    "/api/sessions/s-1/recordings/d-1/99999999999, 404",
    "/api/sessions/s-1/recordings/d-2/1, 404",
    "/api/sessions/s-1/recordings/..%2f..%2fevents.db/1, 404",
    "/api/sessions/..%2f..%2f/recordings/d-1/1, 404",
    "/api/sessions/s-none/recordings, 404",
    "/api/sessions/s-none/export, 404",
    "/api/sessions/s-none/artifacts.zip, 404",
    "/api/sessions/s-1/agents/a1/screenshot?seq=2, 404",
    "/api/sessions/s-1/agents/a1/screenshot?seq=0, 400",
    "/api/sessions/s-1/agents/a1/screenshot?seq=cheddar, 400",
    "/api/sessions/s-1/agents/a1/screenshot?at=soon, 400",
    "/api/sessions/s-1/agents/a9/screenshot?seq=4, 404",
  })
  void whatIsNotThereIsRefused(String path, int status) {
    assertThat(api.get(path).status()).isEqualTo(status);
  }

  @Test
  void aMomentIsThePictureOfThen() {
    var answer = api.get("/api/sessions/s-1/agents/a1/screenshot?seq=4");
    assertThat(answer.text()).isEqualTo("picture");
    assertThat(answer.header("x-manyhands-live")).isEqualTo("false");
    assertThat(answer.header("x-manyhands-at")).isEqualTo(FakeSessions.THEN.toString());
  }

  @Test
  void theRecordingsOfASessionAreListed() {
    var one = api.get("/api/sessions/s-1/recordings").json().path("items").path(0);
    assertThat(one.path("agent").asString()).isEqualTo("a1");
    assertThat(one.path("desktop").asString()).isEqualTo("d-1");
    assertThat(one.path("parts").path(0).path("bytes").asInt()).isEqualTo(10);
    assertThat(one.path("parts").path(0).path("keys").path(0).path("offset").asInt()).isEqualTo(8);
  }

  @Test
  void anExportIsAnAttachmentOfEverything() {
    var answer = api.get("/api/sessions/s-1/export");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-disposition")).contains("filename=\"s-1.zip\"");
    assertThat(answer.header("x-manyhands-seq")).isEqualTo("4");
    assertThat(answer.body()).startsWith('P', 'K');
  }

  @Test
  void theFilesAreAnAttachmentOfTheirOwn() {
    var answer = api.get("/api/sessions/s-1/artifacts.zip");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-disposition")).contains("filename=\"s-1-files.zip\"");
    assertThat(answer.header("content-type")).isEqualTo("application/zip");
    assertThat(answer.body()).startsWith('P', 'K');
  }

  /// One part of ten bytes.
  private static final class Tape implements Recordings {
    @Override
    public void begin(Desktop desktop, String shelf) {}

    @Override
    public List<RecordedPart> parts(String shelf, DesktopId desktop) {
      Instant then = FakeSessions.THEN;
      return desktop.equals(DESKTOP)
          ? List.of(
              new RecordedPart(
                  shelf,
                  desktop,
                  1,
                  then,
                  then,
                  BYTES.length,
                  "",
                  List.of(new RecordedPart.Key(then, 8))))
          : List.of();
    }

    @Override
    public Optional<RecordedScreen> at(
        String shelf, DesktopId desktop, Instant moment, Capture capture) {
      return Optional.empty();
    }

    @Override
    public boolean copy(RecordedPart part, long from, long count, OutputStream to)
        throws IOException {
      to.write(BYTES, (int) from, (int) count);
      return true;
    }
  }
}
