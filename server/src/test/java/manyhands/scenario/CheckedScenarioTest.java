package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.event.Event;
import manyhands.event.Standing;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agent says too early that it is done, at a real desktop.
final class CheckedScenarioTest {

  private static final String FINISH =
      "{\"result\": \"listed\", \"evidence\": \"I read it\", \"artifacts\": [\"cheese.txt\"]}";

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void whatIsMissingOrWrongIsMendedBeforeTheTaskCountsAsDone() {
    work.models.other = new Hasty();

    SessionView end = work.run(1, "List two cheeses");

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.tasks())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.standing()).isEqualTo(Standing.VERIFIED);
          assertThat(task.done()).isEqualTo("cheese.txt lists two");
        });
    assertThat(end.tasks()).extracting(TaskView::verified).containsExactly(true);
    assertThat(work.facts(end.id(), Event.TaskChecked.class))
        .extracting(Event.TaskChecked::standing)
        .containsExactly(Standing.DISPUTED, Standing.DISPUTED, Standing.VERIFIED);
    assertThat(work.facts(end.id(), Event.TaskChecked.class))
        .extracting(Event.TaskChecked::reason)
        .satisfiesExactly(
            missing -> assertThat(missing).contains("no file cheese.txt"),
            wrong -> assertThat(wrong).isEqualTo("it lists one"),
            right -> assertThat(right).isEqualTo("it lists two"));
  }

  /// Claims first, then writes half, then all; its other mind counts the lines that it is shown.
  private static final class Hasty implements Model {

    private static final List<String[]> STEPS =
        List.of(
            new String[] {"finish", FINISH},
            new String[] {"run_command", "{\"command\": \"echo brie > cheese.txt\"}"},
            new String[] {"finish", FINISH},
            new String[] {"run_command", "{\"command\": \"echo feta >> cheese.txt\"}"},
            new String[] {"finish", FINISH});

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "hasty";
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      return switch (conversation.tools().getFirst().name()) {
        case "plan" ->
            call(
                "plan",
                "{\"tasks\": [{\"description\": \"list two cheeses\", \"done\": \"cheese.txt lists two\"}]}");
        case "verdict" -> {
          String told = ((Part.Text) conversation.messages().getFirst().parts().getFirst()).text();
          yield told.contains("brie\nfeta\n")
              ? call("verdict", "{\"verdict\": \"verified\", \"reason\": \"it lists two\"}")
              : call("verdict", "{\"verdict\": \"disputed\", \"reason\": \"it lists one\"}");
        }
        default -> {
          long step =
              conversation.messages().stream()
                  .filter(message -> message.role() == Message.Role.ASSISTANT)
                  .count();
          yield call(STEPS.get((int) step)[0], STEPS.get((int) step)[1]);
        }
      };
    }

    private Reply call(String tool, String arguments) {
      ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(arguments);
      return new Reply(
          List.of(new Part.ToolCall("c" + calls.incrementAndGet(), tool, json)),
          new Usage(100, 10, 0));
    }
  }
}
