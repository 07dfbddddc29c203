package manyhands.model.scripted;

import java.util.Locale;
import manyhands.model.scripted.StepReader.NotUnderstood;

/// What cannot be typed as it is meant is refused before anything is done.
final class StepLimits {

  /// What is typed key by key arrives within seconds; longer texts are no script's job.
  private static final int LONGEST_TEXT = 20_000;

  private static final int LONGEST_WORDS = 1_000;
  private static final int LONGEST_NAME = 1_000;
  private static final int MOST_TIMES = 100;

  private StepLimits() {}

  static String command(String command) throws NotUnderstood {
    String line = text(command).strip();
    if (line.contains("\n")) {
      throw new NotUnderstood(
          "A run step is one line, and this has several: \""
              + line
              + "\". Join them with ; or && inside the quotes, or write a step for each.");
    }
    if (line.contains("\t")) {
      throw new NotUnderstood("A command cannot hold a tab: the shell would complete a name.");
    }
    String open = ShellLine.unfinished(line);
    if (!open.isEmpty()) {
      throw new NotUnderstood(
          "The command \""
              + line
              + "\" is not complete: "
              + open
              + ". The shell would wait for ever.");
    }
    return line;
  }

  /// What is said to people.
  static String words(String words) throws NotUnderstood {
    String plain = text(words).strip();
    if (plain.length() > LONGEST_WORDS) {
      throw new NotUnderstood("Nobody is told more than " + LONGEST_WORDS + " characters at once.");
    }
    return plain;
  }

  static String text(String text) throws NotUnderstood {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n');
    if (plain.isBlank()) {
      throw new NotUnderstood("A quoted text is empty: there is nothing to type.");
    }
    if (plain.length() > LONGEST_TEXT) {
      throw new NotUnderstood("A text of more than " + LONGEST_TEXT + " characters is not typed.");
    }
    if (plain.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new NotUnderstood("A text holds control characters, which are keys and no text.");
    }
    return plain;
  }

  static String name(String name) throws NotUnderstood {
    String plain = name.strip();
    if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.endsWith("/")) {
      throw new NotUnderstood("\"" + name + "\" is no name for a file.");
    }
    if (plain.chars().anyMatch(Character::isISOControl)) {
      throw new NotUnderstood("A name for a file holds control characters.");
    }
    return plain;
  }

  static String address(String address) throws NotUnderstood {
    String lower = address.strip().toLowerCase(Locale.ROOT);
    if (!lower.matches("https?://[^\\s\\p{Cntrl}]+")) {
      throw new NotUnderstood(
          "\""
              + address
              + "\" is no address that is opened: it must start with http:// or https://.");
    }
    return address.strip();
  }

  static int times(int times) throws NotUnderstood {
    if (times < 1 || times > MOST_TIMES) {
      throw new NotUnderstood(
          "A step is repeated 1 to " + MOST_TIMES + " times, not " + times + ".");
    }
    return times;
  }
}
