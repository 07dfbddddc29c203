package manyhands.session;

import java.time.Instant;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;

/// A picture of a screen: as it is now when `live`, otherwise the last one that was kept, taken at
/// `at`. `size` is the picture's, `screen` the screen's.
public record Picture(
    byte[] bytes, String mediaType, Size size, Size screen, boolean live, Instant at) {

  static Picture live(Screenshot shot, Instant now) {
    return new Picture(
        shot.bytes(), shot.format().mediaType(), shot.size(), shot.screen(), true, now);
  }
}
