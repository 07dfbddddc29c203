package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where work begins.
final class HomeInTheBrowserTest {
  /// From the top of the page to its tabs there are fewer things to stop at.
  private static final int MOST_TABS = 12;

  @RegisterExtension final WebScenario web = new WebScenario();

  @Test
  void aPromptForTwoAgentsIsSubmittedFromHome() {
    Page page = web.visitor(Look.LIGHT).page();
    page.getByRole(AriaRole.TEXTBOX).fill("Wait 30 s. Wait 31 s.");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile("/session/.+"));
    String id = web.mine(new SessionScreen(page).session());
    Assertions.assertThat(web.session(id).path("prompt").asString())
        .isEqualTo("Wait 30 s. Wait 31 s.");
    Assertions.assertThat(web.when(id, "/agents/1/name", "Bo").path("agents").size()).isEqualTo(2);
  }

  @Test
  void theWholeWayFromHomeToTheSummaryNeedsNoMouse() {
    Page page = web.visitor(Look.LIGHT).page();
    Keyboard keyboard = page.keyboard();
    assertThat(page.getByRole(AriaRole.TEXTBOX)).isFocused();
    keyboard.type("Run 'echo a > a.txt', wait 5 s. Wait 6 s.");
    keyboard.press("Enter");
    page.waitForURL(Pattern.compile("/session/.+"));
    SessionScreen screen = new SessionScreen(page);
    web.mine(screen.session());
    assertThat(screen.tab("Bo")).isVisible();
    keyboard.press("2");
    assertThat(screen.tab("Bo")).hasAttribute("aria-selected", "true");
    keyboard.press("1");
    assertThat(screen.tab("Ada")).hasAttribute("aria-selected", "true");
    assertThat(screen.tab("Summary")).isVisible();
    for (int tabs = 0; tabs < MOST_TABS && !onATab(page); tabs++) {
      keyboard.press("Tab");
    }
    keyboard.press("End");
    assertThat(screen.tab("Summary")).isFocused();
    assertThat(screen.heading("Summary")).isVisible();
  }

  private static boolean onATab(Page page) {
    return "tab".equals(page.evaluate("document.activeElement.getAttribute('role')"));
  }
}
