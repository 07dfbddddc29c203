package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Watching again what was recorded.
final class ReplayInTheBrowserTest {
  @RegisterExtension final WebScenario web = new WebScenario();

  /// Recordings are up to 250 ms late: so it looks where the screen had been still for longer.
  @Test
  void theScreenOfAnyMomentIsTheRecordedOne() {
    String id =
        web.open(
            1, "Open a terminal, wait 1 s, run 'echo first', wait 1 s, press super+f, wait 1 s.");
    Instant began = Instant.parse(web.ended(id).path("createdAt").asString());
    Visitor visitor = web.visitor(Look.LIGHT);
    SessionScreen screen = SessionScreen.of(visitor, id);
    Locator slider = slider(screen);
    Locator canvas =
        screen
            .page()
            .getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Ada's screen"))
            .locator("canvas")
            .first();
    for (String words : List.of("super+f", "Typed \"echo first")) {
      option(screen, words).click();
      Pixels.awaitSame(canvas, then(id, began, slider));
    }
    slider.press("End");
    Pixels.awaitSame(canvas, then(id, began, slider));
    visitor.picture("replay").assertAccessible();
  }

  private static String then(String session, Instant began, Locator slider) {
    Instant at = began.plusMillis(Long.parseLong(slider.getAttribute("aria-valuenow")));
    return "/api/sessions/" + session + "/agents/a1/screenshot?at=" + at;
  }

  private static Locator option(SessionScreen screen, String words) {
    return screen
        .page()
        .getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(words))
        .first();
  }

  @Test
  void itPlaysByKeyAndTheListFollowsAndLeads() {
    String id = web.open(1, "Open a terminal and type 'fresh bread'.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    Locator slider = slider(screen);
    slider.press("End");
    String length = slider.getAttribute("aria-valuemax");
    assertThat(slider).hasAttribute("aria-valuenow", length);
    slider.press(" ");
    assertThat(slider).not().hasAttribute("aria-valuenow", length);
    slider.press(" ");
    Locator typed = option(screen, "fresh bread");
    typed.click();
    assertThat(typed).hasAttribute("aria-selected", "true");
    assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("fresh bread"));
  }

  @Test
  void aSessionWithoutRecordingsIsReplayedFromThePicturesThatWereSeen() throws Exception {
    String id = web.open(1, "Open a terminal and press Return.");
    web.ended(id);
    Visitor visitor = web.visitor(Look.DARK);
    // As if it had been recorded by nobody: the list of recordings is empty.
    visitor
        .page()
        .route(
            url -> url.endsWith("/recordings"),
            route ->
                route.fulfill(
                    new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"items\": [], \"next\": null}")));
    SessionScreen screen = SessionScreen.of(visitor, id);
    slider(screen).press("End");
    Locator picture =
        screen
            .page()
            .getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Ada's screen"))
            .locator("img");
    assertThat(picture).isVisible();
    Assertions.assertThat(picture.evaluate("async (it) => (await it.decode(), it.naturalWidth)"))
        .isEqualTo(1280);
  }

  private static Locator slider(SessionScreen screen) {
    Locator heading = screen.heading("Replay");
    heading.scrollIntoViewIfNeeded();
    Locator slider = screen.page().getByRole(AriaRole.SLIDER);
    assertThat(slider).isVisible();
    return slider;
  }
}
