package manyhands.model.scripted;

/// What one step of a task does.
sealed interface Step {

  /// Opens a new window of a program.
  record Open(Program program) implements Step {}

  /// Works on in a window of a program: the one that this task opened, else a new one.
  record Use(Program program) implements Step {}

  /// Runs a command in a terminal and waits for its end.
  record Run(String command) implements Step {}

  /// Types into the active window.
  record Type(String text) implements Step {}

  record SaveAs(String name) implements Step {}

  /// Opens an address in the browser.
  record Browse(String address) implements Step {}

  /// A key or chord as `press_key` takes it.
  record Press(String keys, int times) implements Step {}

  /// `tool` is `click`, `double_click` or `triple_click`.
  record Click(String tool, int x, int y, String button) implements Step {}

  record Move(int x, int y) implements Step {}

  record Drag(int fromX, int fromY, int toX, int toY) implements Step {}

  record Scroll(String direction, int ticks, int x, int y) implements Step {}

  record Wait(int millis) implements Step {}

  record Screenshot() implements Step {}

  /// Asks the person and waits for the answer.
  record Ask(String question) implements Step {}

  /// Writes a finding on the whiteboard.
  record Note(String text) implements Step {}
}
