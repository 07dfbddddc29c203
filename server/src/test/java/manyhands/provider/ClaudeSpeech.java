package manyhands.provider;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The colleague as Claude: with the computer toolset, in Anthropic's shapes.
final class ClaudeSpeech {

  private ClaudeSpeech() {}

  static FakeReply answer(JsonNode request) {
    Turn turn = Colleague.answer(heard(request));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Thinking(turn.thinking()));
    turn.gestures().forEach(gesture -> pieces.add(piece(gesture)));
    return new FakeReply.Answer(pieces);
  }

  static Heard heard(JsonNode request) {
    Set<String> tools = new HashSet<>();
    request.path("tools").forEach(tool -> tools.add(tool.path("name").stringValue("")));
    List<String> said = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      if (message.path("role").stringValue("").equals("user")) {
        said.add(words(message.path("content")));
      }
    }
    return new Heard(said.getFirst(), tools, said.subList(1, said.size()));
  }

  private static String words(JsonNode content) {
    StringBuilder words = new StringBuilder();
    for (JsonNode block : content) {
      words.append(block.path("text").stringValue("")).append('\n');
      words.append(words(block.path("content")));
    }
    return words.toString();
  }

  static Piece piece(Gesture gesture) {
    return switch (gesture) {
      case Gesture.Look _ -> FakeReply.call("screenshot");
      case Gesture.Click it -> FakeReply.call("left_click", "coordinate", List.of(it.x(), it.y()));
      case Gesture.Press it -> FakeReply.call("key", "text", it.keys());
      case Gesture.Type it -> FakeReply.call("type", "text", it.text());
      case Gesture.Wait it -> FakeReply.call("wait", "duration", it.seconds());
      case Gesture.Tool it ->
          new Piece.Call(it.name(), JsonMapper.shared().writeValueAsString(it.arguments()));
    };
  }
}
