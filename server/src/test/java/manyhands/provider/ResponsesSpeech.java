package manyhands.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;

/// The colleague as one of OpenAI's models, with the computer tool of the Responses API.
final class ResponsesSpeech {

  private static final Map<String, String> KEYS =
      Map.of("super", "META", "ctrl", "CTRL", "shift", "SHIFT", "return", "ENTER");

  private ResponsesSpeech() {}

  static FakeReply answer(JsonNode request) {
    Turn turn = Colleague.answer(heard(request));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Thinking(turn.thinking()));
    turn.gestures().forEach(gesture -> pieces.add(piece(gesture)));
    return new FakeReply.Answer(pieces);
  }

  private static Heard heard(JsonNode request) {
    Set<String> tools = new HashSet<>();
    request.path("tools").forEach(tool -> tools.add(tool.path("name").stringValue("")));
    List<StringBuilder> said = new ArrayList<>();
    said.add(new StringBuilder());
    boolean spoke = false;
    for (JsonNode item : request.path("input")) {
      String type = item.path("type").stringValue("message");
      String role = item.path("role").stringValue("");
      boolean own =
          Set.of("reasoning", "function_call", "computer_call").contains(type)
              || role.equals("assistant");
      if (own && !spoke) {
        said.add(new StringBuilder());
      } else if (!own && !role.equals("system") && !role.equals("developer")) {
        said.getLast().append(words(item)).append('\n');
      }
      spoke = own;
    }
    List<String> words = said.stream().map(StringBuilder::toString).toList();
    return new Heard(words.getFirst(), tools, words.subList(1, words.size()));
  }

  private static String words(JsonNode item) {
    StringBuilder words = new StringBuilder();
    for (String field : List.of("output", "content")) {
      JsonNode there = item.path(field);
      words.append(there.stringValue("")).append('\n');
      there.forEach(part -> words.append(part.path("text").stringValue("")).append('\n'));
    }
    return words.toString();
  }

  private static Piece piece(Gesture gesture) {
    return switch (gesture) {
      case Gesture.Look _ -> FakeReply.actions(Map.of("type", "screenshot"));
      case Gesture.Click it ->
          FakeReply.actions(Map.of("type", "click", "x", it.x(), "y", it.y(), "button", "left"));
      case Gesture.Press it -> FakeReply.actions(Map.of("type", "keypress", "keys", keys(it)));
      case Gesture.Type it -> FakeReply.actions(Map.of("type", "type", "text", it.text()));
      case Gesture.Wait _ -> FakeReply.actions(Map.of("type", "wait"));
      case Gesture.Tool it -> ChatSpeech.function(it.name(), it.arguments());
    };
  }

  private static List<String> keys(Gesture.Press press) {
    return List.of(press.keys().split("\\+")).stream()
        .map(key -> KEYS.getOrDefault(key.toLowerCase(Locale.ROOT), key))
        .toList();
  }
}
