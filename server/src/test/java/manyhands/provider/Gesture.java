package manyhands.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a model of the tests does at its desktop, whatever its provider calls that.
sealed interface Gesture {

  record Look() implements Gesture {}

  record Click(int x, int y) implements Gesture {}

  record Press(String keys) implements Gesture {}

  record Type(String text) implements Gesture {}

  /// Waiting, in seconds, which ends with a look.
  record Wait(int seconds) implements Gesture {}

  /// A call of a tool that is a function with every provider.
  record Tool(String name, Map<String, Object> arguments) implements Gesture {}

  /// `arguments` are names and values by turns.
  static Tool tool(String name, Object... arguments) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      given.put((String) arguments[i], arguments[i + 1]);
    }
    return new Tool(name, given);
  }
}
