package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.event.Event;
import manyhands.event.Event.AgentStuck;
import manyhands.event.SessionId;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.session.HumanGate;
import manyhands.session.SessionLimits;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model that clicks the text of a message for ever, at a real desktop.
final class StuckScenarioTest {

  private final Workplace work =
      new Workplace(SessionLimits.USUAL.with(new HumanGate(Duration.ofSeconds(1), Set.of())));

  @AfterEach
  void leaveNothing() throws java.io.IOException {
    work.close();
  }

  @Test
  void aDeadClickAtARealDesktopEndsWithFactsInOrder() {
    work.models.other = new Clicker();
    SessionId id = work.open(1, "Press the button.");
    SessionView end = work.ended(id);

    assertThat(end.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(end.tasks().getFirst().reason()).contains("stuck", "this click at 640, 400");
    assertThat(work.facts(id, AgentStuck.class).stream().map(AgentStuck::rung))
        .as("%s", work.facts(id, AgentStuck.class))
        .containsExactly("tell", "look", "replan", "ask", "fail");
    assertThat(work.facts(id, AgentStuck.class).get(2).approach()).isEqualTo("Press Escape.");
    assertThat(work.facts(id, Event.QuestionAsked.class))
        .singleElement()
        .satisfies(it -> assertThat(it.why()).isEqualTo("stuck"));
    assertThat(work.facts(id, Event.QuestionAnswered.class))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).isNull());
    // The text is selected and let go by some of the clicks: that is nothing new for long.
    assertThat(work.facts(id, Event.ModelAnswered.class)).hasSizeBetween(10, 24);
  }

  /// Opens a message and clicks into its text, beside the button.
  private static final class Clicker implements Model {

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "clicker";
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      String tool =
          conversation.tools().size() == 1 ? conversation.tools().getFirst().name() : "click";
      int call = calls.incrementAndGet();
      return switch (tool) {
        case "plan" -> reply(call, tool, "{\"tasks\": [{\"description\": \"press it\"}]}");
        case "approach" -> reply(call, tool, "{\"steps\": \"Press Escape.\"}");
        case String _ when conversation.messages().size() == 1 ->
            reply(
                call,
                "run_command",
                "{\"command\": \"setsid xmessage -geometry 600x300+340+250 Dead >/dev/null 2>&1 &"
                    + " sleep 1\"}");
        case String _ -> reply(call, tool, "{\"x\": 640, \"y\": 400}");
      };
    }

    private static Reply reply(int call, String tool, String arguments) {
      ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(arguments);
      return new Reply(List.of(new Part.ToolCall("c" + call, tool, json)), new Usage(10, 5, 0));
    }
  }
}
