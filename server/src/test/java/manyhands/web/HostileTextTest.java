package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Text of models, people and desktops that wants to be more than text.
final class HostileTextTest {
  private static final String IMAGE = "<img src=x onerror=top.pwned=1>";
  private static final String LINK = "javascript:top.pwned=1";
  private static final String LONG_WORD = "W".repeat(10_000);
  private static final String RED = "\u001B[31mred\u001B[0m\u0007";
  private static final String FAMILY = "👩‍👩‍👧‍👦 🏳️‍🌈";

  /// Two tasks that leave files, and two that nobody understands and that fail by name.
  private static final String PROMPT =
      """
      Run `printf '\\033]0;%1$s\\007'; echo "<script>top.pwned=1</script>%1$s" > "%1$s.html"`
      Run `cp "%1$s.html" "$(printf '%2$s')"; cp "%1$s.html" "%3$s.svg"`
      %1$s <a href="%3$s">%3$s</a> %4$s %5$s
      %6$s
      """
          .formatted(IMAGE, "a\\u202efdp.exe", LINK, FAMILY, RED, LONG_WORD);

  @RegisterExtension final WebScenario web = new WebScenario();

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "PHONE"})
  void itIsShownAsTextAndNothingElse(Look look) {
    String id = web.open(2, PROMPT);
    web.post("/api/sessions/" + id + "/messages", message(IMAGE + " " + LONG_WORD));
    Page page = web.visitor(look).page();
    page.onDialog(dialog -> Assertions.fail("a script has run: " + dialog.message()));
    SessionScreen screen = new SessionScreen(page);
    for (String view : new String[] {"?view=all", "?view=a1", "?view=summary"}) {
      page.navigate(web.server().process().address() + "/session/" + id + view);
      assertThat(page.getByText(IMAGE).first()).isAttached();
      assertHarmless(page);
    }
    web.ended(id);
    assertThat(screen.heading("Summary")).isVisible();
    assertThat(page.getByText(IMAGE + ".html").first()).isVisible();
    for (var preview : page.getByRole(AriaRole.BUTTON, named("Look at")).all()) {
      preview.click();
      assertHarmless(page);
      page.keyboard().press("Escape");
    }
    page.navigate(web.server().process().address().toString());
    assertThat(page.getByText(IMAGE).first()).isAttached();
    assertHarmless(page);
  }

  private static Page.GetByRoleOptions named(String words) {
    return new Page.GetByRoleOptions().setName(words);
  }

  private static String message(String text) {
    return JsonMapper.shared().createObjectNode().put("text", text).toString();
  }

  private static void assertHarmless(Page page) {
    page.waitForTimeout(300);
    Assertions.assertThat(page.evaluate("window.pwned ?? null")).isNull();
    Assertions.assertThat(page.locator("img[src='x'], a[href^='javascript:']").count()).isZero();
    Fit.assertFits(page);
  }

  @Test
  void anArtifactIsNeverAPageOfOurOwn() throws Exception {
    String id = web.open(1, "Run `echo '<script>top.pwned=1</script>' > page.html`.");
    web.ended(id);
    Page page = web.visitor(Look.LIGHT).page();
    String address =
        web.server().process().address() + "/api/sessions/" + id + "/artifacts/page.html";
    var download = page.waitForDownload(() -> page.evaluate("it => { location = it }", address));
    Assertions.assertThat(download.suggestedFilename()).isEqualTo("page.html");
  }
}
