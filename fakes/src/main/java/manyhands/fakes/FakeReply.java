package manyhands.fakes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.json.JsonMapper;

/// What a fake model answers to one request.
public sealed interface FakeReply {

  /// A piece of an answer.
  sealed interface Piece {
    record Thinking(String text) implements Piece {}

    record Text(String text) implements Piece {}

    /// A call with arguments as the model wrote them: any text, also what is no JSON.
    record Call(String name, String arguments) implements Piece {}

    /// A call of OpenAI's computer tool: its actions, and what a person is to look at first.
    record Actions(List<Map<String, Object>> actions, List<Check> checks) implements Piece {}
  }

  /// A safety check that must be acknowledged with the result of the call.
  record Check(String id, String code, String message) {}

  /// An answer, whole; one that is `cutOff` ended at the most tokens that were asked for.
  record Answer(List<Piece> pieces, boolean cutOff) implements FakeReply {
    public Answer(List<Piece> pieces) {
      this(pieces, false);
    }
  }

  /// An answer that breaks off after so many events of its stream, the connection cut.
  record Broken(List<Piece> pieces, int events) implements FakeReply {}

  /// An answer that begins with a 200 and ends with an error event of that type.
  record Spoilt(List<Piece> pieces, String errorType) implements FakeReply {}

  /// An answer that stands still after so many events of its stream until it may go on.
  record Held(List<Piece> pieces, int events, Semaphore more) implements FakeReply {}

  /// No answer, but a status, headers and the type and words of an error.
  record Refusal(int status, Map<String, String> headers, String type, String words)
      implements FakeReply {}

  /// Exactly this body, whatever was asked for.
  record Verbatim(int status, String contentType, String body) implements FakeReply {}

  /// An answer that takes its time to begin.
  record Slow(FakeReply then, Duration before) implements FakeReply {}

  /// The connection is closed without a word.
  record Silence() implements FakeReply {}

  static FakeReply of(Piece... pieces) {
    return new Answer(List.of(pieces));
  }

  static FakeReply cutOff(Piece... pieces) {
    return new Answer(List.of(pieces), true);
  }

  /// A call; `arguments` are names and values by turns.
  static Piece call(String name, Object... arguments) {
    Map<String, Object> given = new java.util.LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      given.put((String) arguments[i], arguments[i + 1]);
    }
    return new Piece.Call(name, JsonMapper.shared().writeValueAsString(given));
  }

  /// A call of OpenAI's computer tool that nobody has doubts about.
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static Piece actions(Map<String, Object>... actions) {
    return new Piece.Actions(List.of(actions), List.of());
  }
}
