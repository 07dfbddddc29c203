package manyhands.model.scripted;

/// Knows whether a shell would take a line as a whole command, or ask for more.
final class ShellLine {

  private ShellLine() {}

  /// What is left open at the end of the line; empty when nothing is. A hint, not a parser: it
  /// knows quotes, backslashes and what a line cannot end with.
  static String unfinished(String line) {
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && quote != '\'') {
        if (++at == line.length()) {
          return "it ends with a backslash";
        }
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '#' && (at == 0 || Character.isWhitespace(line.charAt(at - 1)))) {
        break;
      }
    }
    if (quote != 0) {
      return "a " + quote + " is not closed";
    }
    if (line.matches(".*(?:&&|\\|)\\s*")) {
      return "it ends with an operator";
    }
    // In (( )) the same signs shift bits.
    return line.matches(".*<<-?\\s*['\"]?[A-Za-z_]\\w*.*") && !line.contains("((")
        ? "a here-document needs more lines"
        : "";
  }
}
