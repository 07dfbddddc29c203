package manyhands.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import manyhands.event.Event.ActionPerformed;
import manyhands.event.Event.Outcome;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// Marks text that comes from a desktop, or from another agent, as data:
///
/// ```
/// [material 3f2a9c0d51e7b846: the output of a command]
/// ... whatever it says ...
/// [end of material 3f2a9c0d51e7b846]
/// ```
///
/// The number is made of the text, and another one is taken when the text holds it: no text can
/// write its own end. The same text always gets the same marking, so that a conversation that is
/// rebuilt stays what it was, and a provider keeps it cached.
final class Material {

  private static final int DIGITS = 16;

  private static final String COMMAND = "the output of a command";
  private static final String FILE = "the content of a file";

  private Material() {}

  /// What another server's tool answered.
  static String ofServer(String tool) {
    return "the answer of the tool " + tool;
  }

  /// Where the words of a tool's result come from; null when they are ours.
  static @Nullable String from(Intent intent) {
    return switch (intent) {
      case Intent.Run _ -> COMMAND;
      case Intent.Read _ -> FILE;
      case Intent.Extra it -> ofServer(it.tool().name());
      case Intent _ -> null;
    };
  }

  /// What the model reads as the result of a call, marked where it is not our own.
  static String ofTool(String tool, ActionPerformed ended) {
    String words = ended.message();
    boolean done = ended.outcome() == Outcome.PERFORMED;
    if (ToolSpec.isOfOthers(tool)) {
      return done || words.startsWith(ExtraCalls.REFUSED) ? mark(ofServer(tool), words) : words;
    }
    return switch (tool) {
      case "run_command" ->
          done || words.startsWith("exit status ") || words.startsWith("killed after ")
              ? mark(COMMAND, words)
              : words;
      case "read_file" -> done ? mark(FILE, words) : words;
      default -> words;
    };
  }

  static String mark(String from, String text) {
    String number = number(text);
    return "[material %s: %s]\n%s\n[end of material %s]".formatted(number, from, text, number);
  }

  private static String number(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      String number = HexFormat.of().formatHex(hash).substring(0, DIGITS);
      while (text.contains(number)) {
        hash = digest.digest(hash);
        number = HexFormat.of().formatHex(hash).substring(0, DIGITS);
      }
      return number;
    } catch (NoSuchAlgorithmException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }
}
