package manyhands.app;

import java.io.PrintStream;
import java.util.Map;

/// The program's two outputs: what it is asked for goes to `out`, what it says besides to `err`.
/// Colours and moving lines only where a terminal is, and none when `NO_COLOR` is set.
final class Terminal {
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean moving;
  private final boolean colour;

  Terminal(PrintStream out, PrintStream err, boolean moving, boolean colour) {
    this.out = out;
    this.err = err;
    this.moving = moving;
    this.colour = colour;
  }

  /// The launcher says which outputs are terminals: Java can tell only for both together.
  static Terminal standard(Map<String, String> variables) {
    String terminals = System.getProperty("manyhands.terminals", "");
    boolean plain =
        !variables.getOrDefault("NO_COLOR", "").isEmpty()
            || variables.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        System.out,
        System.err,
        terminals.contains("2") && !plain,
        terminals.contains("1") && !plain);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /// A line that is no result: progress, a hint, a fault.
  void say(String text) {
    err.println((moving ? ERASE_LINE : "") + text);
    err.flush();
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
