package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every screen by day, by night and on a phone: axe finds nothing serious, and a picture of it is
/// left in `server/target/screens`.
final class ScreensTest {
  private static final String JOB =
      "Open the text editor, type 'Bread, salt, wine and oil.' and save it as shopping.txt."
          + " Run 'seq 1 400 > numbers.txt', then run 'wc -l numbers.txt > lines.txt'.";
  private static final String LONG_JOB =
      "Open a terminal, type 'ls -l /usr/share', press Enter and wait 300 s."
          + " Open the file manager, scroll down 3 and wait 301 s."
          + " Run 'date > now.txt'.";

  @RegisterExtension static final WebScenario web = new WebScenario();

  private static final Map<Look, Visitor> VISITORS = new EnumMap<>(Look.class);
  private static String running;
  private static String review;
  private static String asking;
  private static String done;
  private static String failed;

  enum Screen {
    HOME,
    SESSION_OVERVIEW,
    SESSION_AGENT,
    SESSION_REVIEW,
    SESSION_APPROVAL,
    SUMMARY,
    SUMMARY_REPLAY,
    SUMMARY_FAILED,
    DESKTOPS,
    SETTINGS,
    NOT_FOUND,
    NOT_SIGNED_IN
  }

  @BeforeAll
  static void openSessions() {
    done = web.open(2, JOB);
    failed = web.open(2, "Run 'ls /nowhere'. Run 'echo fine > fine.txt'.");
    review = web.open(2, JOB, true);
    web.ended(done);
    web.ended(failed);
    asking = web.open(1, "Open a terminal and drag from 300,300 to 500,400.");
    running = web.open(2, LONG_JOB);
    web.when(asking, "/approvals/0/tool", "drag");
    for (Look look : Look.values()) {
      VISITORS.put(look, web.visitor(look));
    }
  }

  static Stream<Arguments> everyScreenInEveryLook() {
    List<Arguments> all = new ArrayList<>();
    for (Look look : Look.values()) {
      for (Screen screen : Screen.values()) {
        all.add(Arguments.of(screen, look));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyScreenInEveryLook")
  void axeFindsNothingSeriousAndNothingSticksOut(Screen screen, Look look) {
    Visitor visitor = screen == Screen.NOT_SIGNED_IN ? web.stranger(look) : VISITORS.get(look);
    if (screen == Screen.NOT_SIGNED_IN) {
      visitor.complaints.expect("status of 401");
    }
    if (screen == Screen.NOT_FOUND) {
      visitor.complaints.expect("status of 404");
    }
    show(screen, visitor);
    visitor
        .picture((screen + "-" + look).toLowerCase(Locale.ROOT).replace('_', '-'))
        .assertAccessible();
    Fit.assertFits(visitor.page());
  }

  private static void show(Screen screen, Visitor visitor) {
    Page page = visitor.visit(address(screen)).page();
    SessionScreen session = new SessionScreen(page);
    switch (screen) {
      case HOME -> {
        assertThat(page.getByText(JOB.substring(0, 20)).first()).isVisible();
        session.button("More options").click();
      }
      case SESSION_OVERVIEW -> assertThat(session.steps()).containsText("Wait");
      case SESSION_AGENT -> assertThat(session.desktop("Ada")).isVisible();
      case SESSION_REVIEW -> assertThat(session.button("Start")).isVisible();
      case SESSION_APPROVAL -> assertThat(session.button("Allow")).isVisible();
      case SUMMARY, SUMMARY_FAILED -> assertThat(session.heading("Summary")).isVisible();
      case SUMMARY_REPLAY -> {
        session.heading("Replay").scrollIntoViewIfNeeded();
        session.button("Play").scrollIntoViewIfNeeded();
      }
      case DESKTOPS, SETTINGS, NOT_FOUND, NOT_SIGNED_IN ->
          assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
    }
    page.waitForTimeout(500);
  }

  private static String address(Screen screen) {
    return switch (screen) {
      case HOME, NOT_SIGNED_IN -> "/";
      case SESSION_OVERVIEW -> "/session/" + running;
      case SESSION_AGENT -> "/session/" + running + "?view=a1";
      case SESSION_REVIEW -> "/session/" + review;
      case SESSION_APPROVAL -> "/session/" + asking;
      case SUMMARY, SUMMARY_REPLAY -> "/session/" + done;
      case SUMMARY_FAILED -> "/session/" + failed;
      case DESKTOPS -> "/desktops";
      case SETTINGS -> "/settings";
      case NOT_FOUND -> "/nowhere";
    };
  }

  @AfterAll
  static void closeBrowsers() {
    VISITORS.clear();
  }
}
