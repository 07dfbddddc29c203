package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import org.junit.jupiter.api.Test;

final class LiveThinkingTest {
  private final LiveThinking thinking = new LiveThinking();
  private final List<String> heard = new ArrayList<>();

  @Test
  void piecesReachThoseWhoListenToTheirSessionAndNobodyElse() {
    LiveThinking.Listener listener = piece -> heard.add(piece.text());
    thinking.listen(new SessionId("brie"), listener);
    thinking.say(piece("brie", "soft"));
    thinking.say(piece("cheddar", "hard"));
    thinking.leave(new SessionId("brie"), listener);
    thinking.say(piece("brie", "late"));
    assertThat(heard).containsExactly("soft");
  }

  private static LiveThinking.Piece piece(String session, String text) {
    return new LiveThinking.Piece(
        new SessionId(session), new AgentId("a1"), new TaskId("t1"), text);
  }
}
