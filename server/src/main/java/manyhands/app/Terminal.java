package manyhands.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The program's two outputs: what it is asked for goes to `out`, what it says besides to `err`.
/// Colours and moving lines only where a terminal is, and none when `NO_COLOR` is set. Questions
/// only where a person can see and answer them.
final class Terminal {
  private static final String ERASE_LINE = "\r\u001b[K";

  private static final Charset TYPED =
      Charset.forName(System.getProperty("stdin.encoding", "UTF-8"), StandardCharsets.UTF_8);

  private final PrintStream out;
  private final PrintStream err;
  private final boolean moving;
  private final boolean colour;
  private final @Nullable BufferedReader in;

  /// The question that stands in the last line, below everything that is said meanwhile.
  private String question = "";

  Terminal(PrintStream out, PrintStream err, boolean moving, boolean colour) {
    this(out, err, moving, colour, null);
  }

  /// `in` is where a person types; none when nobody does.
  Terminal(
      PrintStream out, PrintStream err, boolean moving, boolean colour, @Nullable InputStream in) {
    this.out = out;
    this.err = err;
    this.moving = moving;
    this.colour = colour;
    this.in = in == null ? null : new BufferedReader(new InputStreamReader(in, TYPED));
  }

  /// The launcher says which of input and outputs are terminals: Java can tell only for all of them
  /// together.
  static Terminal standard(Map<String, String> variables) {
    String terminals = System.getProperty("manyhands.terminals", "");
    boolean plain =
        !variables.getOrDefault("NO_COLOR", "").isEmpty()
            || variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        System.out,
        System.err,
        terminals.contains("2") && !plain,
        terminals.contains("1") && !plain,
        terminals.contains("0") && terminals.contains("1") ? System.in : null);
  }

  synchronized void line(String text) {
    eraseQuestion();
    out.println(text);
    out.flush();
    showQuestion();
  }

  /// A line that is no result: progress, a hint, a fault.
  synchronized void say(String text) {
    eraseQuestion();
    err.println((moving ? ERASE_LINE : "") + text);
    err.flush();
    showQuestion();
  }

  /// Whether a person can be asked here.
  boolean asks() {
    return in != null;
  }

  /// Asks in the last line, until [#endQuestion]; [#read] has what was typed.
  synchronized void question(String words) {
    question = words;
    showQuestion();
  }

  /// What was typed, and the line that it ended, stay.
  synchronized void questionAnswered() {
    question = "";
  }

  synchronized void endQuestion() {
    eraseQuestion();
    question = "";
  }

  private void showQuestion() {
    out.print(question);
    out.flush();
  }

  private void eraseQuestion() {
    if (!question.isEmpty()) {
      out.print(colour ? ERASE_LINE : "\n");
      out.flush();
    }
  }

  /// The next line that is typed; null when there will be none.
  @Nullable String read() {
    try {
      return in == null ? null : in.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /// Lines that were typed already do not count as answers. To be called before the first [#read].
  void forgetTyped() {
    try {
      while (in != null && in.ready()) {
        long _ = in.skip(1);
      }
    } catch (IOException e) {
      // Then there is nothing to forget.
    }
  }

  /// A line that the next one replaces; nothing where lines cannot move.
  void progress(String text) {
    if (moving) {
      err.print(ERASE_LINE + text);
      err.flush();
    }
  }

  void endProgress() {
    progress("");
  }

  boolean moves() {
    return moving;
  }

  String paint(Paint paint, String text) {
    return colour ? "\u001b[" + paint.code + "m" + text + "\u001b[0m" : text;
  }

  /// How text can look.
  enum Paint {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36");

    private final String code;

    Paint(String code) {
      this.code = code;
    }
  }
}
