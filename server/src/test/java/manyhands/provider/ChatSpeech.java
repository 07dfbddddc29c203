package manyhands.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The colleague as any model behind chat completions: with functions for everything.
final class ChatSpeech {

  private ChatSpeech() {}

  static FakeReply answer(JsonNode request) {
    Turn turn = Colleague.answer(heard(request));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Thinking(turn.thinking()));
    turn.gestures().forEach(gesture -> pieces.add(piece(gesture)));
    return new FakeReply.Answer(pieces);
  }

  private static Heard heard(JsonNode request) {
    Set<String> tools = new HashSet<>();
    request.path("tools").forEach(tool -> tools.add(tool.at("/function/name").stringValue("")));
    List<StringBuilder> said = new ArrayList<>();
    said.add(new StringBuilder());
    for (JsonNode message : request.path("messages")) {
      switch (message.path("role").stringValue("")) {
        case "assistant" -> said.add(new StringBuilder());
        case "user", "tool" -> said.getLast().append(words(message.path("content"))).append('\n');
        default -> {}
      }
    }
    List<String> words = said.stream().map(StringBuilder::toString).toList();
    return new Heard(words.getFirst(), tools, words.subList(1, words.size()));
  }

  private static String words(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder words = new StringBuilder();
    content.forEach(part -> words.append(part.path("text").stringValue("")).append('\n'));
    return words.toString();
  }

  static Piece piece(Gesture gesture) {
    return switch (gesture) {
      case Gesture.Look _ -> FakeReply.call("screenshot");
      case Gesture.Click it -> FakeReply.call("click", "x", it.x(), "y", it.y());
      case Gesture.Press it -> FakeReply.call("press_key", "keys", it.keys());
      case Gesture.Type it -> FakeReply.call("type_text", "text", it.text());
      case Gesture.Wait it -> FakeReply.call("wait", "millis", it.seconds() * 1000);
      case Gesture.Tool it -> function(it.name(), it.arguments());
    };
  }

  static Piece function(String name, Map<String, Object> arguments) {
    return new Piece.Call(name, JsonMapper.shared().writeValueAsString(arguments));
  }
}
