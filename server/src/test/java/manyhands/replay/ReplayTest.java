package manyhands.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Recordings;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import org.junit.jupiter.api.Test;

final class ReplayTest {
  private static final Capture WHOLE = new Capture(ImageFormat.PNG, new Size(4000, 4000));

  private final Story story = new Story("x").begin("y");

  @Test
  void withoutARecordingAMomentIsThePictureThatWasSeenLast() {
    story.step("", "", "a", "one").step("", "", "b", "two");
    Replay replay = story.replay(Recordings.NONE);
    assertThat(shown(replay.at(Story.SESSION, Story.ADA, 10, WHOLE))).isEqualTo("one");
    assertThat(shown(replay.at(Story.SESSION, Story.ADA, 13, WHOLE))).isEqualTo("one");
    assertThat(shown(replay.at(Story.SESSION, Story.ADA, 14, WHOLE))).isEqualTo("two");
    assertThat(shown(replay.at(Story.SESSION, Story.ADA, 9999, WHOLE))).isEqualTo("two");
    assertThat(replay.at(Story.SESSION, Story.ADA, 6, WHOLE)).isEmpty();
    assertThat(shown(replay.at(Story.SESSION, Story.ADA, Story.START.plusSeconds(12), WHOLE)))
        .isEqualTo("one");
  }

  @Test
  void aRecordedScreenIsShownWhereItIsNewerThanThePicture() {
    story.step("", "", "a", "one");
    Instant seen = Instant.ofEpochMilli(story.millis.get());
    story.step("", "", "b", "two");
    Replay newer = story.replay(drawnAt(seen.plusMillis(400)));
    assertThat(shown(newer.at(Story.SESSION, Story.ADA, 11, WHOLE))).isEqualTo("recorded");
    assertThat(shown(newer.at(Story.SESSION, Story.ADA, 14, WHOLE))).isEqualTo("two");
    Replay older = story.replay(drawnAt(seen.minusMillis(400)));
    assertThat(shown(older.at(Story.SESSION, Story.ADA, 11, WHOLE))).isEqualTo("one");
  }

  @Test
  void itSaysWhatWasRecorded() {
    var recorded = story.replay(Recordings.NONE).recorded(Story.SESSION);
    assertThat(recorded)
        .singleElement()
        .satisfies(one -> assertThat(one.desktop()).isEqualTo(new DesktopId("d-1")));
  }

  private static String shown(Optional<Moment> moment) {
    return new String(moment.orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  private static Recordings drawnAt(Instant drawn) {
    return new Recordings() {
      @Override
      public void begin(Desktop desktop, String shelf) {}

      @Override
      public List<RecordedPart> parts(String shelf, DesktopId desktop) {
        return List.of();
      }

      @Override
      public Optional<RecordedScreen> at(
          String shelf, DesktopId desktop, Instant moment, Capture capture) {
        byte[] bytes = "recorded".getBytes(StandardCharsets.UTF_8);
        Screenshot shot = new Screenshot(bytes, ImageFormat.PNG, Story.SCREEN, Story.SCREEN);
        return drawn.isAfter(moment)
            ? Optional.empty()
            : Optional.of(new RecordedScreen(shot, drawn));
      }

      @Override
      public boolean copy(RecordedPart part, long from, long count, OutputStream to) {
        return false;
      }
    };
  }
}
