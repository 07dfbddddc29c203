package manyhands.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.api.FakeOpenDesktops;
import manyhands.api.FakeSessions;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.CommandResult;
import manyhands.mcp.Answer.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What calls come to.
final class ToolsTest {
  private final FakeSessions sessions = new FakeSessions();
  private final FakeOpenDesktops desktops = new FakeOpenDesktops();
  private final List<Tool> tools = McpDoor.tools(sessions, desktops, _ -> {});
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void open() {
    desktops.open(null);
  }

  @Test
  void inputGoesToTheDesktopAndTheScreenComesBack() {
    Answer answer = call("click", Map.of("x", 10, "y", 20.0, "button", "right"));
    assertThat(desktops.performed)
        .containsExactly(new Action.Click(10, 20, Button.RIGHT, List.of()));
    assertThat(answer.contents()).hasSize(2);
    assertThat(answer.contents().getLast()).isInstanceOf(Content.Image.class);
    assertThat(words(answer)).isEqualTo("Done. Nothing has changed on the screen so far.");
  }

  @Test
  void whoWantsNoPictureGetsNone() {
    Answer answer = call("type_text", Map.of("text", "Zażółć 多手", "screenshot", false));
    assertThat(answer.contents()).hasSize(1);
    assertThat(desktops.performed).containsExactly(new Action.Type("Zażółć 多手"));
  }

  @Test
  void everyInputIsUnderstood() {
    call("double_click", Map.of("x", 1, "y", 2, "modifiers", List.of("ctrl")));
    call("move", Map.of("x", "3", "y", 4));
    call("scroll", Map.of("x", 1, "y", 1, "direction", "up", "ticks", 5));
    call("drag", Map.of("path", List.of(Map.of("x", 1, "y", 1), Map.of("x", 9, "y", 9))));
    call("press_key", Map.of("keys", "ctrl+s"));
    call("wait", Map.of("millis", 5));
    assertThat(desktops.performed).hasSize(6);
  }

  @Test
  void whatWasSeenMustStillBeThereThreeTimesOver() {
    call("screenshot", Map.of());
    desktops.changed = true;
    for (int i = 0; i < 3; i++) {
      Answer held = call("click", Map.of("x", 1, "y", 1));
      assertThat(held.failed()).isTrue();
      assertThat(words(held)).startsWith("Not performed: the screen has changed");
      assertThat(held.contents().getLast()).isInstanceOf(Content.Image.class);
    }
    assertThat(desktops.performed).isEmpty();
    assertThat(call("click", Map.of("x", 1, "y", 1)).failed()).isFalse();
    assertThat(desktops.performed).hasSize(1);
  }

  @Test
  void whoLooksAwayIsNotHeldBack() {
    call("screenshot", Map.of());
    call("click", Map.of("x", 1, "y", 1, "screenshot", false));
    desktops.changed = true;
    assertThat(call("type_text", Map.of("text", "x")).failed()).isFalse();
  }

  static List<Arguments> faults() {
    Map<String, Object> point = Map.of("x", 1, "y", 1);
    return List.of(
        Arguments.of("click", Map.of("x", 1), "`y` is missing"),
        Arguments.of("click", Map.of("x", -1, "y", 1), "from 0 to 1279"),
        Arguments.of("click", Map.of("x", 1e9, "y", 1), "from 0 to 1279"),
        Arguments.of("click", Map.of("x", 1, "y", 800), "from 0 to 799"),
        Arguments.of("click", Map.of("x", Double.NaN, "y", 1), "whole number"),
        Arguments.of("click", Map.of("x", Double.POSITIVE_INFINITY, "y", 1), "from 0 to 1279"),
        Arguments.of("click", Map.of("x", 1.5, "y", 1), "whole number"),
        Arguments.of("click", Map.of("x", "wide", "y", 1), "whole number"),
        Arguments.of("click", with(point, "rabbit", 1), "no argument `rabbit`"),
        Arguments.of("click", with(point, "button", "left2"), "left, middle, right"),
        Arguments.of("click", with(point, "modifiers", List.of("hyper")), "alt, ctrl"),
        Arguments.of("click", with(point, "screenshot", "no"), "true or false"),
        Arguments.of("click", with(point, "desktop", "d-77"), "`open_desktop` opens another"),
        Arguments.of("click", with(point, "desktop", "../../etc"), "open are: d-1"),
        Arguments.of("drag", Map.of("path", List.of(point)), "a list of 2 to 100"),
        Arguments.of("drag", Map.of("path", List.of(point, 7)), "must hold objects"),
        Arguments.of("type_text", Map.of("text", ""), "`text` is empty"),
        Arguments.of("type_text", Map.of("text", 7), "must be a string"),
        Arguments.of("type_text", Map.of("text", "\ud800"), "half of a surrogate pair"),
        Arguments.of("type_text", Map.of("text", "a".repeat(20_001)), "at most 20,000"),
        Arguments.of("wait", Map.of("millis", 60_001), "from 1 to 60000"),
        Arguments.of("run_command", Map.of("command", "a\0b"), "NUL"),
        Arguments.of("close_desktop", Map.of(), "`desktop` is missing"),
        Arguments.of("session_status", Map.of("session", "../x"), "no session's id"),
        Arguments.of("session_status", Map.of("session", "x", "wait_seconds", 601), "0 to 600"),
        Arguments.of("start_session", Map.of("prompt", "x", "agents", 0), "from 1 to 100"),
        Arguments.of("start_session", Map.of("prompt", "x", "max_dollars", -1), "from 0 to"));
  }

  private static Map<String, Object> with(Map<String, Object> given, String name, Object value) {
    Map<String, Object> more = new HashMap<>(given);
    more.put(name, value);
    return more;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatCannotBeUnderstoodReachesNoDesktopAndSaysWhatToDo(
      String tool, Map<String, Object> given, String words) {
    assertThatThrownBy(() -> call(tool, given))
        .isInstanceOf(BadArguments.class)
        .hasMessageContaining(words);
    assertThat(desktops.performed).isEmpty();
    assertThat(sessions.opened).isEmpty();
  }

  @Test
  void severalDesktopsMustBeNamed() {
    desktops.open(null);
    assertThatThrownBy(() -> call("screenshot", Map.of())).hasMessageContaining("d-1, d-2");
    assertThat(words(call("screenshot", Map.of("desktop", "d-2")))).contains("now");
    call("close_desktop", Map.of("desktop", "d-1"));
    call("close_desktop", Map.of("desktop", "d-2"));
    assertThatThrownBy(() -> call("screenshot", Map.of())).hasMessageContaining("`open_desktop`");
  }

  @Test
  void commandsAndFilesAreTheMachines() {
    desktops.machine.onRun =
        command -> {
          assertThat(command.argv()).containsExactly("/bin/sh", "-c", "ls");
          return new CommandResult(3, "brie".getBytes(UTF_8), "gone".getBytes(UTF_8), false, false);
        };
    Answer ran = call("run_command", Map.of("command", "ls"));
    assertThat(words(ran)).isEqualTo("Exit status 3.\nOutput:\nbrie\nErrors:\ngone");
    assertThat(ran.data()).containsEntry("exitCode", 3).containsEntry("stdout", "brie");
    call("write_file", Map.of("path", "a.txt", "content", ""));
    call("write_file", Map.of("path", "a.txt", "content", "Käse"));
    assertThat(words(call("read_file", Map.of("path", "a.txt")))).isEqualTo("Käse");
    desktops.machine.write("b.png", new byte[] {(byte) 0xff, 0});
    assertThatThrownBy(() -> call("read_file", Map.of("path", "b.png")))
        .hasMessageContaining("no UTF-8 text (2 bytes)");
  }

  @Test
  void sessionsAreOpenedToldAndStopped() {
    Answer answer = call("start_session", Map.of("prompt", "buy cheese", "max_dollars", 0.5));
    assertThat(words(answer)).startsWith("Session s-1 is running");
    assertThat(answer.data()).containsEntry("session", "s-1").containsEntry("ended", false);
    var budget = sessions.opened.getFirst().budget();
    assertThat(budget).isNotNull();
    assertThat(budget.session().microDollars()).isEqualTo(500_000);
    call("send_message", Map.of("session", "s-1", "text", "brie, please", "agent", "a1"));
    call("send_message", Map.of("session", "s-1", "text", "two", "question", "q1"));
    assertThat(sessions.control.orders).hasSize(2);
    call("stop_session", Map.of("session", "s-1"));
    assertThat(sessions.stopped).containsExactly("s-1");
    assertThatThrownBy(() -> call("session_status", Map.of("session", "x-1")))
        .hasMessageContaining("There is no session x-1");
  }

  @Test
  void waitingSaysAllAlongThatItLives() {
    call("session_status", Map.of("session", "s-1", "wait_seconds", 30));
    assertThat(progress).hasSize(3).allMatch(it -> it.contains("0 of 0 tasks have ended"));
  }

  private Answer call(String name, Map<String, Object> given) {
    Tool tool = tools.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    try {
      return tool.work()
          .on(new manyhands.mcp.Arguments(given), (_, _, words) -> progress.add(words));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String words(Answer answer) {
    return answer.contents().getFirst() instanceof Content.Text text ? text.text() : "";
  }
}
