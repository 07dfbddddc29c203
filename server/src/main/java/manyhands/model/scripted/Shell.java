package manyhands.model.scripted;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last prompt that a terminal's shell showed, as its marker file tells: the shell, how many
/// prompts it has shown, and the exit status of its last command. All zero when there was none.
record Shell(long pid, long count, int status) {

  /// Where a shell writes it, in the home folder.
  static final String MARKER = ".manyhands/shell";

  /// Where it writes the same before it runs a command: the number of prompts shown by then, and 0.
  static final String BEGUN = ".manyhands/begun";

  static final Shell NONE = new Shell(0, 0, 0);

  private static final Pattern LINE = Pattern.compile("\\s*(\\d{1,15}) (\\d{1,15}) (\\d{1,3})\\s*");

  /// A marker that is being written or makes no sense is none.
  static Shell of(String marker) {
    Matcher line = LINE.matcher(marker);
    return line.matches()
        ? new Shell(
            Long.parseLong(line.group(1)),
            Long.parseLong(line.group(2)),
            Integer.parseInt(line.group(3)))
        : NONE;
  }
}
