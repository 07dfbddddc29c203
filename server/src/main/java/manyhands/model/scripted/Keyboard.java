package manyhands.model.scripted;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import manyhands.model.scripted.Replay.Answered;
import manyhands.model.scripted.Replay.Wanted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The desktop as a script uses it: input, and the marker files that say what came of it; and who
/// can be asked there.
final class Keyboard {

  /// Between two looks at a marker: short at first, so that quick things stay quick.
  private static final int[] PAUSES = {50, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000};

  private static final int LONGEST_PAUSE = 5_000;

  private final Replay replay;

  Keyboard(Replay replay) {
    this.replay = replay;
  }

  void press(String keys) {
    act("press_key", it -> it.put("keys", keys));
  }

  void type(String text) {
    act("type_text", it -> it.put("text", text));
  }

  /// Makes a call that must succeed. One of unknown outcome cannot be told from its traces.
  void act(String tool, UnaryOperator<ObjectNode> fill) {
    if (!attempt(tool, fill)) {
      throw new StepFailed(
          "The server was restarted during this step ("
              + replay.thought()
              + "), and a script cannot see whether it happened.");
    }
  }

  /// Makes a call that must succeed; false when the server was restarted meanwhile and nobody knows
  /// whether it happened.
  boolean attempt(String tool, UnaryOperator<ObjectNode> fill) {
    Answered answered = replay.call(tool, fill.apply(Replay.arguments()));
    if (answered.failed() && !answered.isUnknown()) {
      throw new StepFailed("The desktop did not take it: " + answered.text());
    }
    return !answered.isUnknown();
  }

  /// A person's answer, whose first line says that it is one.
  String ask(String question) {
    Answered answered = replay.call("ask_human", Replay.arguments().put("question", question));
    if (answered.failed()) {
      throw new StepFailed("It asked \"" + question + "\", and nobody answered.");
    }
    return answered.text().substring(answered.text().indexOf('\n') + 1);
  }

  boolean attemptPress(String keys) {
    return attempt("press_key", it -> it.put("keys", keys));
  }

  boolean attemptType(String text) {
    return attempt("type_text", it -> it.put("text", text));
  }

  /// Presses keys that do no harm when they were pressed already.
  void pressAgain(String keys) {
    while (!attemptPress(keys)) {
      // Each turn is another restart of the server.
    }
  }

  /// Types a text in the place of what is there; `all` are the keys that select that.
  void replace(String all, String text) {
    do {
      pressAgain(all);
    } while (!attemptType(text));
  }

  /// A file's text; null when there is none.
  @Nullable String read(String path) {
    Answered answered = replay.call("read_file", Replay.arguments().put("path", path));
    return answered.failed() ? null : answered.text();
  }

  Shell shell() {
    return shell(Shell.MARKER);
  }

  Shell shell(String path) {
    String marker = read(path);
    return marker == null ? Shell.NONE : Shell.of(marker);
  }

  Window window() {
    String marker = read(Window.MARKER);
    return marker == null ? Window.NONE : Window.of(marker);
  }

  /// Reads a file now and again, for so long, until what it says is right. Null when it never was.
  <T> @Nullable T await(String path, int millis, Function<String, @Nullable T> right) {
    String content = read(path);
    T found = content == null ? null : right.apply(content);
    int waited = 0;
    for (int turn = 0; found == null && waited < millis; turn++) {
      int pause = turn < PAUSES.length ? PAUSES[turn] : LONGEST_PAUSE;
      List<Answered> answers =
          replay.calls(
              List.of(
                  new Wanted("wait", Replay.arguments().put("millis", pause)),
                  new Wanted("read_file", Replay.arguments().put("path", path))));
      Answered last = answers.getLast();
      found = last.failed() ? null : right.apply(last.text());
      waited += pause;
    }
    return found;
  }
}
