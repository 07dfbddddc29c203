package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.Size;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.SessionStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A session watched again: the stock noVNC draws a recording, and it is what our own reader says.
final class ReplayScenarioTest {

  private final ServedWorkplace served = new ServedWorkplace();
  private final Workplace work = served.work;

  @AfterEach
  void leaveNothing() throws IOException {
    served.close();
  }

  @Test
  void theStockViewerDrawsEveryMomentOfARecording() {
    SessionId id =
        work.open(1, "Run 'ls -la /etc'. Wait 1 s. Run 'seq 1 2000 && echo end'. Wait 1 s.");
    assertThat(work.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    DesktopId desktop = work.facts(id, Event.DesktopReady.class).getFirst().desktop();
    RecordedPart part =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> work.recordings.parts(id.value(), desktop),
                parts -> !parts.isEmpty() && !parts.getLast().ended().isEmpty())
            .getLast();
    assertThat(part.ended()).isIn("closed", "the screen was lost");
    assertThat(part.bytes()).isLessThan(2_000_000);

    long lasted = Duration.between(part.from(), part.to()).toMillis();
    for (long share : List.of(30L, 60L, 100L)) {
      Instant moment = part.from().plusMillis(lasted * share / 100);
      try (Page page = served.page("replay.html")) {
        String file = "/api/sessions/%s/recordings/%s/1".formatted(id, desktop);
        Object types =
            page.evaluate("async () => play('%s', %d)".formatted(file, moment.toEpochMilli()));
        assertThat((String) types).startsWith("KCP").contains("D").endsWith("E");
        Capture whole = new Capture(ImageFormat.PNG, new Size(1280, 800));
        byte[] picture =
            work.recordings
                .at(id.value(), desktop, moment, whole)
                .orElseThrow()
                .screenshot()
                .bytes();
        String base64 = Base64.getEncoder().encodeToString(picture);
        Number different = (Number) page.evaluate("it => differing(it)", base64);
        assertThat(different.doubleValue()).as("at %d %%", share).isLessThan(0.003);
      }
    }
  }
}
