package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// A session's page as a person knows it: by roles and words.
record SessionScreen(Page page) {

  static SessionScreen of(Visitor visitor, String session) {
    return new SessionScreen(visitor.visit("/session/" + session).page());
  }

  /// The id in the address.
  String session() {
    return page.url().replaceFirst(".*/session/", "").replaceFirst("[?#].*", "");
  }

  Locator tab(String words) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(words));
  }

  /// The first whose name is exactly this.
  Locator button(String words) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true))
        .first();
  }

  Locator heading(String words) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words));
  }

  Locator whiteboard() {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Whiteboard"));
  }

  Locator steps() {
    return page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Steps"));
  }

  /// Who has the seat of an agent's desktop, in words.
  Locator seat(String agent) {
    return page.getByRole(
            AriaRole.REGION, new Page.GetByRoleOptions().setName(agent + "'s desktop"))
        .getByRole(AriaRole.STATUS)
        .first();
  }

  /// An agent's live desktop.
  Locator desktop(String agent) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(agent + "'s screen"))
        .locator("canvas");
  }

  /// The same, as soon as its tab is open and it can be touched.
  Locator desktopOf(String agent) {
    tab(agent).click();
    assertThat(desktop(agent)).isVisible();
    return desktop(agent);
  }

  /// Writes to all agents.
  void message(String words) {
    Locator field =
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
    field.fill(words);
    field.press("Enter");
  }

  /// Stops the session, and says yes when asked once more.
  void stop() {
    button("Stop").click();
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop session"))
        .click();
  }
}
