package manyhands.desktop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/// Gives a fake desktop windows that behave like those of a real one, as far as their marker files
/// tell: terminals that run what is typed, editors that save, a browser.
public final class FakeOffice {

  public final FakeDesktop desktop;
  public final List<String> commands = new ArrayList<>();
  public final List<String> addresses = new ArrayList<>();

  /// Runs a command and says its exit status; a negative one never ends.
  public volatile ToIntFunction<String> onCommand = _ -> 0;

  /// What the editor does to text that is typed.
  public volatile java.util.function.UnaryOperator<String> autocorrect = text -> text;

  /// Keys that open nothing.
  public volatile String dead = "";

  private final Deque<Win> windows = new ArrayDeque<>();
  private int pids = 100;

  private static final class Win {
    final String windowClass;
    String title;
    final StringBuilder text = new StringBuilder();
    int pid;
    int count = 1;
    boolean isDialog;

    Win(String windowClass, String title) {
      this.windowClass = windowClass;
      this.title = title;
    }
  }

  public FakeOffice(FakeDesktop desktop) {
    this.desktop = desktop;
    desktop.onPerform = this::perform;
  }

  private void perform(Action action) {
    switch (action) {
      case Action.Press press -> press(press.keys());
      case Action.Type type -> type(type.text());
      default -> {}
    }
    Win active = windows.peek();
    write(
        ".manyhands/window", active == null ? "" : active.windowClass + "\n" + active.title + "\n");
  }

  private void press(String keys) {
    if (keys.equals(dead)) {
      return;
    }
    switch (keys) {
      case "super+t" -> {
        Win terminal = open("XTerm", "user@desktop");
        terminal.pid = pids++;
        prompt(terminal, 0);
      }
      case "super+e" -> open("L3afpad", "(Untitled)");
      case "super+f" -> open("Pcmanfm", "user");
      case "super+b" -> open("Chromium", "New Tab");
      case "ctrl+shift+s" -> open("L3afpad", "Save As").isDialog = true;
      case "ctrl+a" -> windows.element().text.setLength(0);
      case "ctrl+u" -> windows.element().text.setLength(0);
      case "ctrl+l" -> windows.element().text.setLength(0);
      case "Return" -> enter();
      default -> {}
    }
  }

  private Win open(String windowClass, String title) {
    Win window = new Win(windowClass, title);
    windows.push(window);
    return window;
  }

  private void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && !windows.element().windowClass.equals("L3afpad")) {
        enter();
      } else {
        Win active = windows.element();
        active.text.append(c);
        if (active.windowClass.equals("L3afpad")
            && !active.isDialog
            && active.title.charAt(0) != '*') {
          active.title = "*" + active.title;
        }
      }
    }
  }

  private void enter() {
    Win active = windows.element();
    if (active.isDialog) {
      String path = active.text.toString().replace(FakeMachine.HOME, "");
      if (!active.title.isEmpty() && desktop.machine().files.containsKey(path)) {
        // Asks whether to replace it, in a window without a title.
        active.title = "";
        return;
      }
      windows.pop();
      Win editor = windows.element();
      write(active.text.toString(), autocorrect.apply(editor.text.toString()));
      editor.title = active.text.toString();
    } else if (active.windowClass.equals("XTerm")) {
      String command = active.text.toString();
      active.text.setLength(0);
      commands.add(command);
      write(".manyhands/begun", active.pid + " " + active.count + " 0\n");
      int status = onCommand.applyAsInt(command);
      if (status >= 0) {
        active.count++;
        prompt(active, status);
      }
    } else if (active.windowClass.equals("Chromium")) {
      addresses.add(active.text.toString());
      active.title = active.text.toString();
    }
  }

  private void prompt(Win terminal, int status) {
    write(".manyhands/shell", terminal.pid + " " + terminal.count + " " + status + "\n");
  }

  private void write(String path, String content) {
    desktop.machine().write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public String file(String path) {
    return new String(desktop.machine().files.get(path), StandardCharsets.UTF_8);
  }
}
