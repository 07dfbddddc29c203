package manyhands.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Compares what a canvas shows with a picture of the server's.
final class Pixels {
  /// The pointer is in no screenshot, and a caret blinks.
  private static final double POINTER_AND_CARET = 0.003;

  private static final Duration SAME_WITHIN = Duration.ofSeconds(10);

  /// How many of the pixels differ by more than a JPEG's noise.
  private static final String DIFFERING =
      """
      async (canvas, path) => {
        const picture = await createImageBitmap(await (await fetch(path)).blob());
        const { width, height } = picture;
        if (canvas.width !== width || canvas.height !== height) return 1;
        const wanted = new OffscreenCanvas(width, height).getContext("2d");
        wanted.drawImage(picture, 0, 0);
        const a = wanted.getImageData(0, 0, width, height).data;
        const b = canvas.getContext("2d").getImageData(0, 0, width, height).data;
        let different = 0;
        for (let i = 0; i < a.length; i += 4) {
          const off = [0, 1, 2].some((part) => Math.abs(a[i + part] - b[i + part]) > 24);
          if (off) different++;
        }
        return different / (width * height);
      }
      """;

  private Pixels() {}

  static void awaitSame(Locator canvas, String screenshot) {
    Awaitility.await()
        .atMost(SAME_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          Object differing =
              canvas.evaluate(
                  DIFFERING, screenshot + (screenshot.contains("?") ? "&" : "?") + "format=png");
          assertThat(((Number) differing).doubleValue()).isLessThan(POINTER_AND_CARET);
        });
  }
}
