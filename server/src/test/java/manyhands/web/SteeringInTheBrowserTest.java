package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// People who take part in a run, with the mouse.
final class SteeringInTheBrowserTest {
  @RegisterExtension final WebScenario web = new WebScenario();

  @Test
  void aPersonTakesOverAndHandsBackAndABannerSaysWhoHasTheSeat() {
    String id = web.open(1, "Open a terminal and wait 60 s.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.steps()).containsText("Wait");
    screen.desktopOf("Ada").click();
    assertThat(screen.seat("Ada")).hasText("You have the seat");
    Assertions.assertThat(web.when(id, "/agents/0/holder", "human")).isNotNull();
    screen.button("Hand back").click();
    Assertions.assertThat(web.when(id, "/agents/0/holder", "agent")).isNotNull();
    assertThat(screen.seat("Ada")).hasText("Ada has the seat");
  }

  @Test
  void aSessionIsPausedWrittenToResumedAndStopped() {
    String id = web.open(1, "Wait 20 s. Wait 21 s.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    screen.button("Pause").click();
    Assertions.assertThat(web.when(id, "/status", "paused")).isNotNull();
    screen.message("Save it as .md, please.");
    assertThat(screen.steps()).containsText("Save it as .md, please.");
    screen.button("Resume").click();
    Assertions.assertThat(web.when(id, "/status", "running")).isNotNull();
    screen.stop();
    Assertions.assertThat(web.when(id, "/status", "stopped")).isNotNull();
    assertThat(screen.heading("Summary")).isVisible();
  }

  @Test
  void aPlanIsReviewedAndEditedBeforeTheWorkBegins() {
    String id = web.open(2, "Run 'echo a > a.txt'. Run 'echo b > b.txt'.", true);
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    Page page = screen.page();
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Description of task 2"))
        .fill("Run 'echo c > c.txt'");
    screen.button("Save and start").click();
    assertThat(screen.heading("Summary")).isVisible();
    JsonNode session = web.session(id);
    Assertions.assertThat(session.path("status").asString()).isEqualTo("completed");
    Assertions.assertThat(session.path("artifacts").toString())
        .contains("a.txt", "c.txt")
        .doesNotContain("b.txt");
  }

  @Test
  void anApprovalCannotBeMissedAndIsAnswered() {
    String id = web.open(1, "Wait 1 s, drag from 300,300 to 500,400, run 'echo done > done.txt'.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.page().getByText("needs you").first()).isVisible();
    screen.button("Allow").click();
    assertThat(screen.heading("Summary")).isVisible();
    Assertions.assertThat(web.session(id).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aTaskThatFailsSaysWhyAndShowsItsScreen() {
    String id = web.open(2, "Run 'echo fine > fine.txt'. Run 'ls /nowhere'.");
    SessionScreen screen = SessionScreen.of(web.visitor(Look.LIGHT), id);
    assertThat(screen.heading("Summary")).isVisible();
    Assertions.assertThat(web.session(id).path("status").asString()).isEqualTo("failed");
    assertThat(screen.page().getByRole(AriaRole.MAIN)).containsText("ended with exit status 2");
    assertThat(
            screen
                .page()
                .getByRole(
                    AriaRole.IMG, new Page.GetByRoleOptions().setName("screen").setExact(false))
                .first())
        .isVisible();
  }
}
