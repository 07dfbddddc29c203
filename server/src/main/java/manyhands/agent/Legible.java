package manyhands.agent;

import java.util.regex.Pattern;
import manyhands.event.Event.Thought;
import manyhands.model.Part;

/// What a model sent, made fit to be kept, shown and sent back: no half characters, no names or ids
/// that a provider refuses, no more than a log should hold.
final class Legible {

  /// What a reply may say at most; the log and the conversation keep it for ever.
  static final int MAX_TEXT = 100_000;

  /// Providers take tool names of these characters only, also for tools that there are not.
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  /// Ids are the provider's own and go back as they came, unless nobody could have meant them.
  private static final Pattern ID = Pattern.compile("[!-~]{1,128}");

  private static final int MAX_NAME = 64;

  private Legible() {}

  /// The text without halves of surrogate pairs, cut when it is too long.
  static String text(String text) {
    return Words.cut(whole(text), MAX_TEXT);
  }

  /// Every half of a surrogate pair gives way to the sign for what is no character.
  static String whole(String text) {
    if (Words.isWhole(text)) {
      return text;
    }
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// A thought that had to be changed loses its signature, with which it would be refused.
  static Thought thought(Part.Thinking thinking) {
    String text = text(thinking.text());
    boolean same = text.equals(thinking.text());
    return new Thought(text, same ? thinking.signature() : "");
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /// A tool's name, whether there is such a tool or not.
  static String name(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String plain = name.replaceAll("[^a-zA-Z0-9_-]", "_");
    return plain.isEmpty() ? "unnamed" : plain.substring(0, Math.min(plain.length(), MAX_NAME));
  }
}
