package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People with a phone, and at night.
final class EveryHandInTheBrowserTest {
  @RegisterExtension final WebScenario web = new WebScenario();

  @Test
  void aPhoneWatchesStopsAndTakesOver() {
    String id = web.open(1, "Open a terminal and wait 60 s.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.PHONE), id);
    screen.tab("Ada").tap();
    assertThat(screen.desktop("Ada")).isVisible();
    Fit.assertFits(screen.page());
    screen.button("Take over").tap();
    Assertions.assertThat(web.when(id, "/agents/0/holder", "human")).isNotNull();
    screen.stop();
    Assertions.assertThat(web.when(id, "/status", "stopped")).isNotNull();
    screen.tab("Summary").tap();
    assertThat(screen.heading("Summary")).isVisible();
    Fit.assertFits(screen.page());
  }

  @Test
  void theDarkIsDarkAlsoWhenTheSystemChangesItsMind() {
    Visitor visitor = web.visitor(Look.DARK);
    awaitBrightness(visitor.page(), 0, 60);
    visitor
        .page()
        .emulateMedia(
            new Page.EmulateMediaOptions()
                .setColorScheme(com.microsoft.playwright.options.ColorScheme.LIGHT));
    awaitBrightness(visitor.page(), 200, 255);
  }

  private static void awaitBrightness(Page page, double from, double to) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> Assertions.assertThat(brightness(page)).isBetween(from, to));
  }

  /// Of the page's background, 0 to 255; drawn, because a colour may be written in many ways.
  private static double brightness(Page page) {
    Object seen =
        page.evaluate(
            """
            () => {
              const canvas = new OffscreenCanvas(1, 1).getContext("2d");
              canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
              canvas.fillRect(0, 0, 1, 1);
              const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
              return (red + green + blue) / 3;
            }
            """);
    return ((Number) seen).doubleValue();
  }
}
