package manyhands.app;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// A model whose failures never show its keys: providers repeat keys, or parts of them, in the
/// words with which they refuse one.
final class KeylessModel implements ForwardingModel {

  /// Shorter keys are none, and would take ordinary words with them.
  private static final int SHORTEST_KEY = 8;

  /// So much of a key in a word shows it; beside asterisks or dots, as few as providers leave.
  private static final int TELLING = 8;

  private static final int TELLING_IN_MASKED = 4;

  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Model model;
  private final List<String> keys;

  KeylessModel(Model model, List<String> keys) {
    this.model = model;
    this.keys = keys.stream().filter(key -> key.length() >= SHORTEST_KEY).toList();
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    try {
      return model.ask(conversation, listener);
    } catch (ModelException failure) {
      String said = String.valueOf(failure.getMessage());
      // The cause repeats the provider's words, and a log would show them.
      throw new ModelException(failure.code(), without(said), failure.retryAfter(), null);
    }
  }

  private String without(String said) {
    if (keys.isEmpty()) {
      return said;
    }
    return WORD.matcher(said)
        .replaceAll(
            found -> shows(found.group()) ? "[key]" : Matcher.quoteReplacement(found.group()));
  }

  private boolean shows(String word) {
    int telling =
        word.contains("**") || word.contains("..") || word.contains("…")
            ? TELLING_IN_MASKED
            : TELLING;
    for (int at = 0; at + telling <= word.length(); at++) {
      String part = word.substring(at, at + telling);
      if (keys.stream().anyMatch(key -> key.contains(part))) {
        return true;
      }
    }
    return false;
  }
}
