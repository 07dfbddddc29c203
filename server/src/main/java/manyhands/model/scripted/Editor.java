package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes and saves files in a text editor's windows.
final class Editor {

  private static final String HOME = "/home/user/";
  private static final int DIALOG_PATIENCE = 10_000;
  private static final int LIST_PATIENCE = 1_500;
  private static final int QUESTION_PATIENCE = 5_000;

  /// The dialog lists the folder first.
  private static final int COMPLETION_MILLIS = 200;

  private static final int FILE_PATIENCE = 10_000;

  /// As much of what is there instead as a message needs.
  private static final int EXCERPT = 200;

  private final Keyboard keyboard;
  private final Windows windows;
  private final List<String> saved = new ArrayList<>();
  private boolean active;

  /// What stands in the window; null when that is not known.
  private @Nullable String written;

  Editor(Keyboard keyboard, Windows windows) {
    this.keyboard = keyboard;
    this.windows = windows;
  }

  List<String> savedFiles() {
    return List.copyOf(saved);
  }

  void open() {
    windows.open(Program.EDITOR);
    active = true;
    written = "";
  }

  /// Goes on in the window of this task that was not saved yet; else in a new one.
  void use() {
    if (!(active && Program.EDITOR.owns(keyboard.window()))) {
      open();
    }
  }

  void typed(String text) {
    written = written == null || !active ? null : written + text;
  }

  /// Types in the place of all that this window holds, when nobody knows what was typed of a text.
  void retype(String text) {
    String before = written;
    if (!active || before == null || !Program.EDITOR.owns(keyboard.window())) {
      throw new StepFailed(
          "The server was restarted while a text was typed, and a script cannot see how much of it"
              + " was.");
    }
    keyboard.replace("ctrl+a", before + text);
  }

  /// Keys and clicks may have changed the text.
  void touched() {
    written = null;
  }

  /// Saves the active editor's text under a name and proves it by reading the file.
  String saveAs(String name) {
    String path = path(name);
    Window before = keyboard.window();
    if (!Program.EDITOR.owns(before)) {
      throw new StepFailed(
          "There is nothing to save as "
              + name
              + ": active is "
              + before.words()
              + ", not the text editor.");
    }
    String old = keyboard.read(path);
    boolean pressed;
    boolean asked;
    do {
      pressed = keyboard.attemptPress("ctrl+shift+s");
      asked = awaitDialog();
    } while (!asked && !pressed);
    if (!asked) {
      throw new StepFailed(
          "The text editor did not ask for a name; active is " + keyboard.window().words() + ".");
    }
    keyboard.replace("ctrl+a", path);
    // Removes what the dialog may have completed the name with, once it has.
    keyboard.act("wait", it -> it.put("millis", COMPLETION_MILLIS));
    keyboard.pressAgain("Delete");
    boolean known = keyboard.attemptPress("Return");
    // A first one may only have closed the list of names that would complete this one.
    for (int more = known ? 1 : 2; more > 0 && !awaitEndOfDialog(); more--) {
      boolean _ = keyboard.attemptPress("Return");
    }
    if (old != null) {
      confirmReplacing();
    }
    return prove(name, path);
  }

  private String prove(String name, String path) {
    String expected = written;
    String content =
        keyboard.await(path, FILE_PATIENCE, it -> isExpected(it, expected) ? it : null);
    if (content == null) {
      String there = keyboard.read(path);
      throw new StepFailed(
          there == null
              ? "The file "
                  + name
                  + " is not there after saving; active is "
                  + keyboard.window().words()
                  + "."
              : "The file "
                  + name
                  + " does not hold what was written; it holds \""
                  + there.substring(0, Math.min(EXCERPT, there.length()))
                  + "\".");
    }
    saved.add(name);
    active = false;
    written = null;
    return "saved " + name + " (" + content.codePointCount(0, content.length()) + " characters)";
  }

  /// Some editors end the last line of a file.
  private static boolean isExpected(String content, @Nullable String expected) {
    return expected == null || content.equals(expected) || content.equals(expected + "\n");
  }

  private boolean awaitDialog() {
    return keyboard.await(
            Window.MARKER,
            DIALOG_PATIENCE,
            marker -> isDialog(Window.of(marker)) ? Boolean.TRUE : null)
        != null;
  }

  private boolean awaitEndOfDialog() {
    return keyboard.await(
            Window.MARKER,
            LIST_PATIENCE,
            marker -> isDialog(Window.of(marker)) ? null : Boolean.TRUE)
        != null;
  }

  private static boolean isDialog(Window window) {
    return Program.EDITOR.owns(window)
        && window.title().toLowerCase(Locale.ROOT).startsWith("save");
  }

  /// A file that was there is asked about, in a window without a title, and Return replaces it.
  private void confirmReplacing() {
    Window asks =
        keyboard.await(
            Window.MARKER,
            QUESTION_PATIENCE,
            marker -> {
              Window active = Window.of(marker);
              return active.equals(Window.NONE) || isDialog(active) ? null : active;
            });
    if (asks != null && Program.EDITOR.owns(asks) && asks.title().isEmpty()) {
      while (!keyboard.attemptPress("Return") && keyboard.window().equals(asks)) {
        // Still asks.
      }
    }
  }

  private static String path(String name) {
    if (name.startsWith("/")) {
      return name;
    }
    return HOME + (name.startsWith("~/") ? name.substring(2) : name);
  }
}
