package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Direction;
import manyhands.desktop.Point;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The oracle is `xev`, which prints every event that its window gets.
class XvncInputTest {

  private static final Pattern EVENT =
      Pattern.compile(
          "(KeyPress|KeyRelease|ButtonPress|ButtonRelease|MotionNotify) event.*?(?=\n\n|\\z)",
          Pattern.DOTALL);
  private static final Pattern KEYSYM = Pattern.compile("keysym 0x[0-9a-f]+, ([^)]+)\\)");
  private static final Pattern BUTTON = Pattern.compile("button (\\d+)");
  private static final Pattern PLACE = Pattern.compile("root:\\((\\d+),(\\d+)\\)");

  private final XvncFixture xvnc = XvncFixture.start();
  private RfbClient client;
  private RfbInput input;

  @BeforeEach
  void openAWindowOverTheWholeScreen() throws Exception {
    client = xvnc.connect();
    long before = client.framebuffer().number();
    xvnc.start(List.of("stdbuf", "-oL", "xev", "-geometry", "1280x800+0+0"));
    client.framebuffer().awaitAfter(before, Duration.ofSeconds(20));
    Thread.sleep(300);
    input = new RfbInput(client, KeyboardLayout.FIXED);
    input.perform(new Action.Move(300, 300));
  }

  @AfterEach
  void stop() {
    client.close();
    xvnc.close();
  }

  @Test
  void clicksComeInOnesTwosAndThreesWithEveryButton() {
    input.perform(new Action.Click(0, 0, Button.LEFT, List.of()));
    input.perform(new Action.Click(1279, 799, Button.RIGHT, List.of()));
    input.perform(new Action.DoubleClick(5, 6, Button.MIDDLE, List.of()));
    input.perform(new Action.TripleClick(7, 8, Button.LEFT, List.of("shift")));
    assertEvents(
        "down 1 at 0,0",
        "up 1 at 0,0",
        "down 3 at 1279,799",
        "up 3 at 1279,799",
        "down 2 at 5,6",
        "up 2 at 5,6",
        "down 2 at 5,6",
        "up 2 at 5,6",
        "press Shift_L",
        "down 1 at 7,8",
        "up 1 at 7,8",
        "down 1 at 7,8",
        "up 1 at 7,8",
        "down 1 at 7,8",
        "up 1 at 7,8",
        "release Shift_L");
  }

  @Test
  void wheelsTurnInFourDirections() {
    input.perform(new Action.Scroll(9, 9, Direction.UP, 1, List.of()));
    input.perform(new Action.Scroll(9, 9, Direction.DOWN, 2, List.of()));
    input.perform(new Action.Scroll(9, 9, Direction.LEFT, 1, List.of()));
    input.perform(new Action.Scroll(9, 9, Direction.RIGHT, 1, List.of("ctrl")));
    input.perform(new Action.Scroll(9, 9, Direction.RIGHT, 0, List.of()));
    assertEvents(
        "down 4 at 9,9",
        "up 4 at 9,9",
        "down 5 at 9,9",
        "up 5 at 9,9",
        "down 5 at 9,9",
        "up 5 at 9,9",
        "down 6 at 9,9",
        "up 6 at 9,9",
        "press Control_L",
        "down 7 at 9,9",
        "up 7 at 9,9",
        "release Control_L");
  }

  @Test
  void aDragMovesBetweenItsPoints() {
    List<Point> path = List.of(new Point(10, 10), new Point(90, 10), new Point(90, 60));
    input.perform(new Action.Drag(path, Button.LEFT, List.of()));
    assertEvents("down 1 at 10,10", "up 1 at 90,60");
    long between = events().stream().filter(event -> event.startsWith("move")).count();
    assertThat(between).isGreaterThan(10);
    assertThat(events()).contains("move at 90,10");
  }

  /// Without Num Lock, Xvnc types the 5 of the keypad with the main keyboard's key.
  @Test
  void chordsAndEveryKindOfKeyArrive() {
    for (String keys :
        List.of(
            "ctrl+shift+t",
            "F24",
            "Print",
            "Menu",
            "KP_5",
            "Page_Up",
            "super",
            "shift+Tab",
            "alt+F4",
            "XF86AudioMute",
            "shift+1",
            "Scroll_Lock")) {
      input.perform(new Action.Press(keys));
    }
    assertEvents(
        "press Control_L",
        "press Shift_L",
        "press T",
        "release T",
        "release Shift_L",
        "release Control_L",
        "press F24",
        "release F24",
        "press Print",
        "release Print",
        "press Menu",
        "release Menu",
        "press 5",
        "release 5",
        "press Prior",
        "release Prior",
        "press Super_L",
        "release Super_L",
        "press Shift_L",
        "press ISO_Left_Tab",
        "release ISO_Left_Tab",
        "release Shift_L",
        "press Alt_L",
        "press F4",
        "release F4",
        "release Alt_L",
        "press XF86AudioMute",
        "release XF86AudioMute",
        "press Shift_L",
        "press exclam",
        "release exclam",
        "release Shift_L",
        "press Scroll_Lock",
        "release Scroll_Lock");
  }

  @Test
  void whatAnInterruptedActionHoldsIsReleased() throws Exception {
    Thread holding =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> input.perform(new Action.Hold("ctrl+shift+F5", 30_000)))
                    .isInstanceOfSatisfying(
                        DesktopException.class,
                        e -> assertThat(e.code()).isEqualTo(Code.INTERRUPTED)));
    Awaitility.await().until(() -> events().contains("press F5"));
    holding.interrupt();
    assertThat(holding.join(Duration.ofSeconds(5))).isTrue();
    assertEvents(
        "press Control_L",
        "press Shift_L",
        "press F5",
        "release F5",
        "release Shift_L",
        "release Control_L");
    assertThat(client.failure()).isEmpty();
  }

  @Test
  void whatAnActionCutShortHoldsIsReleasedAndTheNextIsWhole() throws Exception {
    Thread holding =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> input.perform(new Action.Hold("ctrl+F5", 30_000)))
                    .hasMessage("The action was cut short."));
    Awaitility.await().until(() -> events().contains("press F5"));
    input.cutShort();
    assertThat(holding.join(Duration.ofSeconds(5))).isTrue();
    input.cutShort();
    input.perform(new Action.Press("a"));
    assertEvents(
        "press Control_L", "press F5", "release F5", "release Control_L", "press a", "release a");
  }

  @Test
  void onlyMouseDownStaysDownUntilReleased() {
    input.perform(new Action.MouseDown(20, 20, Button.LEFT));
    input.perform(new Action.Press("a"));
    assertEvents("down 1 at 20,20", "press a", "release a");
    input.release();
    assertEvents("down 1 at 20,20", "press a", "release a", "up 1 at 20,20");
    input.perform(new Action.MouseDown(30, 30, Button.RIGHT));
    input.perform(new Action.MouseUp(31, 31, Button.RIGHT));
    assertEvents(
        "down 1 at 20,20",
        "press a",
        "release a",
        "up 1 at 20,20",
        "down 3 at 30,30",
        "up 3 at 31,31");
  }

  @Test
  void whatNoScreenCanDoIsRefusedBeforeAnythingIsSent() {
    for (Action bad :
        List.of(
            new Action.Click(1280, 0, Button.LEFT, List.of()),
            new Action.Click(0, 800, Button.LEFT, List.of("shift")),
            new Action.Move(-1, 5),
            new Action.Click(5, 5, Button.LEFT, List.of("shift", "nonsense")),
            new Action.Drag(List.of(new Point(1, 1)), Button.LEFT, List.of()),
            new Action.Drag(
                List.of(new Point(1, 1), new Point(5000, 1)), Button.LEFT, List.of("ctrl")),
            new Action.Scroll(1, 1, Direction.UP, -1, List.of()),
            new Action.Scroll(1, 1, Direction.UP, 1_000_000, List.of()),
            new Action.Press("ctrl+Retrun"),
            new Action.Hold("a", -5),
            new Action.Hold("a", Integer.MAX_VALUE),
            new Action.Wait(-1),
            new Action.Type("abc\u001b"))) {
      assertThatThrownBy(() -> input.perform(bad))
          .as(bad.toString())
          .isInstanceOfSatisfying(
              DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.BAD_ACTION));
    }
    assertEvents();
  }

  /// What happened since the start, without motion.
  private void assertEvents(String... expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(events().stream().filter(event -> !event.startsWith("move")))
                .containsExactly(expected));
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    Matcher event = EVENT.matcher(xvnc.log());
    while (event.find()) {
      String text = event.group();
      events.add(
          switch (event.group(1)) {
            case "KeyPress" -> "press " + found(KEYSYM, text);
            case "KeyRelease" -> "release " + found(KEYSYM, text);
            case "ButtonPress" -> "down " + found(BUTTON, text) + place(text);
            case "ButtonRelease" -> "up " + found(BUTTON, text) + place(text);
            default -> "move" + place(text);
          });
    }
    return events;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "?";
  }

  private static String place(String text) {
    Matcher matcher = PLACE.matcher(text);
    return matcher.find() ? " at " + matcher.group(1) + "," + matcher.group(2) : " nowhere";
  }
}
