package manyhands.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.Event.PlannedTask;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.plan.ReplanRequest.Now;
import manyhands.plan.ReplanRequest.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is still to be done after a failure, as a model says it.
final class ReplannerTest {

  private static final ReplanRequest REQUEST =
      new ReplanRequest(
          "make cheese",
          2,
          List.of(
              now("t1", State.FAILED, "the cow is gone"),
              now("t2", State.OPEN, ""),
              now("t3", State.DONE, "bread"),
              now("t4", State.UNDERWAY, "")),
          count -> new TaskId("t" + (4 + count)));

  private final List<Conversation> asked = new ArrayList<>();

  private static Now now(String id, State state, String outcome) {
    return new Now(new TaskId(id), "do " + id, null, List.of(), state, outcome);
  }

  private Replan replan(String... replies) {
    return new Replanner(
            conversation -> {
              String json = replies[Math.min(asked.size(), replies.length - 1)];
              asked.add(conversation);
              ObjectNode arguments = (ObjectNode) JsonMapper.shared().readTree(json);
              return new Reply(
                  List.of(new Part.ToolCall("r" + asked.size(), "replan", arguments)),
                  new Usage(10, 5, 0));
            },
            "canned")
        .plan(REQUEST);
  }

  @Test
  void tasksAreKeptAddedAndDropped() {
    Replan plan =
        replan(
            """
            {"why": "buy it", "tasks": [
              {"id": null, "description": "buy milk", "done": "there is milk", "depends_on": ["t3"]},
              {"id": "t2", "description": "curdle", "done": "", "depends_on": ["#1", "t4"]}]}
            """);
    assertThat(plan)
        .isEqualTo(
            new Replan(
                "buy it",
                List.of(
                    new PlannedTask(
                        new TaskId("t5"), "buy milk", List.of(new TaskId("t3")), "there is milk"),
                    new PlannedTask(
                        new TaskId("t2"), "curdle", List.of(new TaskId("t5"), new TaskId("t4")))),
                new TokenUse(10, 5, 0)));
    String words = ((Part.Text) asked.getFirst().messages().getFirst().parts().getFirst()).text();
    assertThat(words).contains("t1 (failed): do t1", "the cow is gone", "t2 (not begun)");
  }

  @Test
  void nothingHelpsIsAnAnswer() {
    assertThat(replan("{\"why\": \"no cow, no milk\", \"tasks\": []}"))
        .isEqualTo(new Replan("no cow, no milk", List.of(), new TokenUse(10, 5, 0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tasks": "a"}                                                  | must be an array
          {"tasks": [{"description": ""}]}                                | has no `description`
          {"tasks": [{"description": "a", "depends_on": ["t1"]}]}         | depends on `t1`
          {"tasks": [{"description": "a", "depends_on": ["t2"]}]}         | depends on `t2`
          {"tasks": [{"description": "a", "depends_on": ["#2"]}]}         | depends on `#2`
          {"tasks": [{"description": "a", "depends_on": ["#1"]}]}         | wait for each other
          {"tasks": [{"id": "t3", "description": "a"}]}                   | no task `t3`
          {"tasks": [{"id": "t9", "description": "a"}]}                   | no task `t9`
          {"tasks": [{"id": "t2", "description": "a"}, {"id": "t2", "description": "b"}]} | twice
          """)
  void whatMakesNoSenseIsRepairedOnceAndThenAClearError(String json, String why) {
    assertThatThrownBy(() -> replan(json))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(why);
    assertThat(asked).hasSize(2);

    asked.clear();
    assertThat(replan(json, "{\"why\": \"\", \"tasks\": []}").tasks()).isEmpty();
    assertThat(asked).hasSize(2);
  }
}
