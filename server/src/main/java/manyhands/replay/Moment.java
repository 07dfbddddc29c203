package manyhands.replay;

import java.time.Instant;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Size;

/// A screen of the past as a picture; `drawn` is when it looked like that. `size` is the picture's,
/// `screen` the screen's.
public record Moment(byte[] bytes, String mediaType, Size size, Size screen, Instant drawn) {

  static Moment of(RecordedScreen recorded) {
    var shot = recorded.screenshot();
    return new Moment(
        shot.bytes(), shot.format().mediaType(), shot.size(), shot.screen(), recorded.drawn());
  }
}
