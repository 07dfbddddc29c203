package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From the plan to the summary, watched by a person in a browser.
final class WorkInTheBrowserTest {
  private static final String TWO_AT_WORK =
      "Open a terminal and wait 60 s. Open a terminal and wait 59 s.";

  @RegisterExtension final WebScenario web = new WebScenario();

  @Test
  void thePlanBecomesTasksOnTheWhiteboard() {
    String id = web.open(2, "Wait 30 s. Run 'echo a > a.txt', then run 'echo b > b.txt'.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.whiteboard()).containsText("Wait 30 s");
    assertThat(screen.whiteboard()).containsText("echo a > a.txt");
    assertThat(screen.whiteboard()).containsText("echo b > b.txt");
  }

  @Test
  void bothDesktopsAppearAsTabsAndStreamWhatIsOnThem() {
    String id = web.open(2, TWO_AT_WORK);
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    List<String> agents = List.of("Ada", "Bo");
    for (String agent : agents) {
      String screenshot =
          "/api/sessions/" + id + "/agents/a" + (1 + agents.indexOf(agent)) + "/screenshot";
      Pixels.awaitSame(screen.desktopOf(agent), screenshot);
    }
  }

  @Test
  void stepsAppearInTheThinkingPanelAsTheyAreDone() {
    String id = web.open(1, "Open a terminal, type 'fresh bread', press Enter and wait 30 s.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.steps()).containsText("fresh bread");
    assertThat(screen.steps()).containsText("Return");
  }

  @Test
  void aClickAndTypingInTheStreamReachTheApplication() {
    String id = web.open(1, "Open a terminal and wait 60 s.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.steps()).containsText("Wait");
    screen.desktopOf("Ada").click();
    screen.page().keyboard().type("echo cheddar > typed.txt\n");
    Assertions.assertThat(web.server().lineIn("typed.txt")).isEqualTo("cheddar\n");
  }

  @Test
  void theSummaryOffersTheArtifactsAndTheyDownloadAsTheyWereMade() throws Exception {
    String id = web.open(2, "Run 'printf bread > bread.txt'. Run 'seq 1 20000 > numbers.txt'.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.heading("Summary")).isVisible();
    Assertions.assertThat(web.session(id).path("status").asString()).isEqualTo("completed");
    for (String name : List.of("bread.txt", "numbers.txt")) {
      Download download =
          screen
              .page()
              .waitForDownload(() ->
                  screen
                      .page()
                      .getByRole(
                          AriaRole.LINK, new Page.GetByRoleOptions().setName("Download " + name))
                      .click());
      Assertions.assertThat(download.suggestedFilename()).isEqualTo(name);
      Assertions.assertThat(Files.readString(download.path(), UTF_8)).isEqualTo(content(name));
    }
  }

  private static String content(String name) {
    if (name.equals("bread.txt")) {
      return "bread";
    }
    StringBuilder numbers = new StringBuilder();
    for (int i = 1; i <= 20_000; i++) {
      numbers.append(i).append('\n');
    }
    return numbers.toString();
  }

  @Test
  void aTabThatIsClosedAndOpenedAgainDuringTheRunHasMissedNothing() {
    String id = web.open(1, "Run 'echo first > first.txt', wait 3 s, run 'echo last > last.txt'.");
    Visitor visitor = web.visitor(Look.LIGHT);
    SessionScreen before = SessionScreen.of(visitor, id);
    assertThat(before.steps()).containsText("first.txt");
    SessionScreen after = new SessionScreen(visitor.comeBack("/session/" + id).page());
    assertThat(after.steps()).containsText("first.txt");
    assertThat(after.whiteboard()).containsText("first.txt");
    assertThat(after.heading("Summary")).isVisible();
    assertThat(after.page().getByRole(AriaRole.MAIN)).containsText("last.txt");
  }
}
