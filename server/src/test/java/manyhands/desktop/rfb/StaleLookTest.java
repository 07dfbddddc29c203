package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Capture;
import manyhands.desktop.Comparison;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Look;
import manyhands.desktop.Patience;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An agent's loop without a model, on pages in a real browser. A page's state is the colour of its
/// box; when something is done to it, it says which state it was in at that moment and takes the
/// next one after a delay.
final class StaleLookTest {

  private static final Capture CAPTURE = new Capture(ImageFormat.JPEG, new Size(1280, 800));
  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(500), Duration.ofMillis(120), Duration.ofSeconds(2));
  private static final Action CLICK = new Action.Click(200, 150, Button.LEFT, List.of());
  private static final Action KEY = new Action.Press("x");
  private static final Duration AFRESH = Duration.ofMillis(200);

  /// Enough to fail when something is wrong; `-Dstale.steps=17` makes it a hundred in all.
  private static final int STEPS = Integer.getInteger("stale.steps", 4);

  private static final String STYLES =
      """
      <style>button { transition: background 150ms } button:hover { background: #cde }
      button:active { background: #89a; box-shadow: 0 0 9px #333 }</style>
      """;

  private static final String RESTLESS =
      """
      <style>@keyframes turn { to { transform: rotate(360deg) } }
      #spinner { left: 330px; top: 60px; width: 40px; height: 40px; border-radius: 50%;
        border: 5px solid #ddd; border-top-color: #07c; animation: turn 1s linear infinite }</style>
      <div id="spinner"></div><div id="clock" style="left: 900px; top: 20px"></div>
      <canvas id="video" width="320" height="200" style="left: 700px; top: 420px"></canvas>
      <script>
      const two = n => String(n).padStart(2, '0');
      const tick = () => {
        const now = new Date();
        clock.textContent = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(':');
        setTimeout(tick, 1000 - now.getMilliseconds());
      };
      tick();
      const paint = video.getContext('2d');
      setInterval(() => {
        for (let x = 0; x < 320; x += 20) for (let y = 0; y < 200; y += 20) {
          paint.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
          paint.fillRect(x, y, 20, 20);
        }
      }, 33);
      </script>
      """;

  private static BrowserFixture browser;

  private final List<String> stale = new ArrayList<>();
  private int alarms;
  private int falseAlarms;
  private int steps;

  @BeforeAll
  static void start() throws IOException {
    browser = new BrowserFixture();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @ParameterizedTest(name = "after {0} ms, hover styles {1}, restless {2}")
  @CsvSource({
    "0, false, false", "300, false, false", "800, false, false",
    "0, true, true", "300, true, true", "800, true, true",
  })
  void nothingIsDoneOnAStaleLook(int delay, boolean styles, boolean restless) throws Exception {
    show((styles ? STYLES : "") + (restless ? RESTLESS : ""), delay);
    if (restless) {
      Thread.sleep(2500);
    }
    Look look = browser.desktop().look(CAPTURE);
    for (int step = 0; step < STEPS; step++) {
      look = step(look, step % 4 == 3 ? KEY : CLICK, Duration.ofMillis(delay + 200));
    }
    System.out.printf(
        "page answers after %d ms, styles %b, restless %b: stale %d of %d, looks again %d, in vain %d%n",
        delay, styles, restless, stale.size(), steps, alarms, falseAlarms);
    assertThat(stale).isEmpty();
    assertThat(falseAlarms).isLessThanOrEqualTo(1);
  }

  @Test
  void aPageThatOnlyMovesBlocksNobody() throws Exception {
    show(STYLES + RESTLESS, -1);
    Thread.sleep(2500);
    Look look = browser.desktop().look(CAPTURE);
    for (int step = 0; step < 16; step++) {
      look = step(look, step % 2 == 0 ? KEY : CLICK, Duration.ofMillis(400));
    }
    System.out.printf("looks again on a page that only moves: %d of %d%n", falseAlarms, steps);
    assertThat(falseAlarms).isLessThanOrEqualTo(1);
  }

  @Test
  void aDialogOverAMovingPictureIsSeen() throws Exception {
    show(
        RESTLESS
            + """
            <div id="dialog" style="display: none; left: 640px; top: 400px; width: 400px;
              height: 180px; background: #eee; border: 1px solid black">Really?</div>
            """,
        -1,
        "onkeydown = () => setTimeout(() => dialog.style.display = 'block', 600);");
    Thread.sleep(2500);
    Action onVideo = new Action.Click(860, 520, Button.LEFT, List.of());
    Look look = browser.desktop().look(CAPTURE);
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(browser.desktop().compare(look.frame(), onVideo))
                .isEqualTo(new Comparison.Same()));
    browser.desktop().perform(KEY);

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(browser.desktop().compare(look.frame(), onVideo))
                .isInstanceOf(Comparison.Changed.class));
  }

  @Test
  void restlessPartsDoNotKeepAnyoneWaiting() throws Exception {
    show(STYLES + RESTLESS, 0);
    Thread.sleep(3000);
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      long start = System.nanoTime();
      browser.desktop().perform(CLICK);
      Settled settled = browser.desktop().settle(PATIENCE);
      browser.desktop().look(CAPTURE);
      took.add((System.nanoTime() - start) / 1e6);
      assertThat(settled.quiet()).isTrue();
      assertThat(settled.changed().isEmpty()).isFalse();
      Thread.sleep(100);
    }
    print("click step on a restless page", took);
  }

  @Test
  void aClickStepOnAQuietPageIsQuick() throws Exception {
    show(STYLES, 0);
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      browser.desktop().perform(CLICK);
      Settled settled = browser.desktop().settle(PATIENCE);
      browser.desktop().look(CAPTURE);
      took.add((System.nanoTime() - start) / 1e6);
      assertThat(settled.quiet()).isTrue();
      Thread.sleep(60);
    }
    print("click step", took);
  }

  @Test
  void anActionThatChangesNothingIsKnownToHaveChangedNothing() throws Exception {
    show("", -1);
    browser.desktop().perform(new Action.Move(640, 700));
    browser.desktop().settle(PATIENCE);
    Look before = browser.desktop().look(CAPTURE);
    browser.desktop().perform(new Action.Click(640, 700, Button.LEFT, List.of()));
    Settled settled = browser.desktop().settle(PATIENCE);

    assertThat(settled.changed().isEmpty()).isTrue();
    assertThat(settled.quiet()).isTrue();
    assertThat(browser.desktop().look(CAPTURE).frame()).isSameAs(before.frame());
  }

  @Test
  void aBlinkingTextCursorIsNoChange() throws Exception {
    show("<textarea style='position: absolute; left: 500px; top: 100px'></textarea>", -1);
    browser.desktop().perform(new Action.Click(520, 110, Button.LEFT, List.of()));
    browser.desktop().settle(PATIENCE);
    browser.desktop().perform(new Action.Type("il"));
    browser.desktop().settle(PATIENCE);
    Look look = browser.desktop().look(CAPTURE);
    long first = look.frame().number();
    for (int i = 0; i < 15; i++) {
      Thread.sleep(130);
      assertThat(browser.desktop().compare(look.frame(), KEY)).isEqualTo(new Comparison.Same());
    }
    assertThat(browser.desktop().look(CAPTURE).frame().number())
        .as("frames: it does blink")
        .isGreaterThan(first + 1);
  }

  /// Thinks, compares, and acts or looks again, like an agent. The page's answer tells whether what
  /// was seen was still true.
  private Look step(Look seen, Action action, Duration thinking) throws InterruptedException {
    Look look = seen;
    for (int again = 0; ; again++) {
      // The page answers once: after the first time its delay is over.
      Thread.sleep(again == 0 ? thinking : AFRESH);
      int colour = colour(look);
      if (browser.desktop().compare(look.frame(), action) instanceof Comparison.Same) {
        break;
      }
      assertThat(again).as("looks in one step").isLessThan(8);
      alarms++;
      look = browser.desktop().look(CAPTURE);
      falseAlarms += colour(look) == colour ? 1 : 0;
    }
    browser.desktop().perform(action);
    steps++;
    String was = browser.heard();
    if (colour(look) != Integer.parseInt(was)) {
      stale.add("step " + steps + ": acted on " + colour(look) + " when it was " + was);
    }
    browser.desktop().settle(PATIENCE);
    return browser.desktop().look(CAPTURE);
  }

  private static int colour(Look look) {
    return look.frame().pixels()[300 * 1280 + 250] / 0x10101 / 20;
  }

  private static void show(String extra, int delay) {
    show(extra, delay, "");
  }

  /// A negative delay: the page never changes its state.
  private static void show(String extra, int delay, String script) {
    browser.show(
        """
        <button style="left: 100px; top: 100px; width: 200px; height: 100px">Next</button>
        <div id="box" style="left: 200px; top: 260px; width: 220px; height: 90px"></div>
        """
            + extra,
        """
        let state = 0;
        const draw = () => box.style.background = `rgb(${[1, 1, 1].map(() => state * 20 + 10)})`;
        const answer = () => {
          say(state);
          if (%1$d >= 0) setTimeout(() => { state = (state + 1) %% 12; draw(); }, %1$d);
        };
        draw();
        document.querySelector('button').onmousedown = answer;
        onkeydown = answer;
        %2$s
        """
            .formatted(delay, script));
  }

  private static void print(String what, List<Double> took) {
    double[] sorted = took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "%s: p50 %.0f ms, p95 %.0f ms, n %d %s%n",
        what,
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted.length,
        Arrays.toString(Arrays.stream(sorted).mapToLong(Math::round).toArray()));
  }
}
