package manyhands.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class PlannerTest {

  private final List<Conversation> asked = new ArrayList<>();

  private Planner planner(String... plans) {
    return new Planner(
        new Model() {
          @Override
          public String name() {
            return "canned";
          }

          @Override
          public Reply ask(Conversation conversation, ThinkingListener listener) {
            String plan = plans[Math.min(asked.size(), plans.length - 1)];
            asked.add(conversation);
            Part part =
                plan.startsWith("{")
                    ? new Part.ToolCall(
                        "p" + asked.size(), "plan", (ObjectNode) JsonMapper.shared().readTree(plan))
                    : new Part.Text(plan);
            return new Reply(List.of(part), new Usage(10, 5, 1));
          }
        });
  }

  private static PlanException failure(Planner planner, String prompt) {
    return catchThrowableOfType(PlanException.class, () -> planner.plan(prompt, 2));
  }

  @Test
  void tasksComeWithWhatTheyDependOn() {
    Plan plan =
        planner(
                """
                {"tasks": [{"description": " a "}, {"description": "b", "depends_on": [2, 0, 2]},
                  {"description": "c", "depends_on": []}]}\
                """)
            .plan("do it", 2);
    assertThat(plan.tasks())
        .containsExactly(
            new PlannedTask("a", List.of()),
            new PlannedTask("b", List.of(0, 2)),
            new PlannedTask("c", List.of()));
    assertThat(plan.usage()).isEqualTo(new TokenUse(10, 5, 1));
  }

  @Test
  void aTaskSaysHowAnybodyCanTellThatItIsDone() {
    assertThat(
            planner("{\"tasks\": [{\"description\": \"a\", \"done\": \" a.txt is there \"}]}")
                .plan("do it", 2)
                .tasks())
        .containsExactly(new PlannedTask("a", List.of(), "a.txt is there"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"tasks": []}                                              | at least one task
          {}                                                         | at least one task
          {"tasks": "a"}                                             | at least one task
          {"tasks": [{"description": "  "}]}                         | task 0 has no `description`
          {"tasks": [{"description": 5}]}                            | task 0 has no `description`
          {"tasks": [null]}                                          | task 0 has no `description`
          {"tasks": [{"description": "a", "depends_on": [0]}]}       | in a circle
          {"tasks": [{"description": "a", "depends_on": [1]}]}       | which is no task's index
          {"tasks": [{"description": "a", "depends_on": [-1]}]}      | which is no task's index
          {"tasks": [{"description": "a", "depends_on": ["0"]}]}     | which is no task's index
          {"tasks": [{"description": "a", "depends_on": 0}]}         | must be an array
          {"tasks":[{"description":"a","depends_on":[1]},{"description":"b","depends_on":[0]}]} | circle
          I would rather talk                                        | was not called
          """)
  void aPlanThatMakesNoSenseIsAskedForOnceMoreAndThenFails(String bad, String why) {
    PlanException failure = failure(planner(bad), "do it");
    assertThat(failure.code()).isEqualTo(PlanException.Code.BAD_PLAN);
    assertThat(failure).hasMessageContaining(why);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aRepairedPlanIsTakenAndBothCallsCount() {
    Plan plan = planner("no", "{\"tasks\": [{\"description\": \"a\"}]}").plan("do it", 2);
    assertThat(plan.tasks()).hasSize(1);
    assertThat(plan.usage().input()).isEqualTo(20);
    assertThat(asked.getLast().messages()).hasSize(3);
  }

  @Test
  void moreTasksThanTheLimitAreRefused() {
    String many =
        "{\"description\": \"a\"},".repeat(PlanReading.MAX_TASKS) + "{\"description\": \"a\"}";
    assertThat(failure(planner("{\"tasks\": [" + many + "]}"), "do it"))
        .hasMessageContaining("101 tasks; at most 100");
  }

  @Test
  void anEmptyPromptIsNeverAsked() {
    assertThat(failure(planner("{}"), " \n ").code()).isEqualTo(PlanException.Code.EMPTY_PROMPT);
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelThatFailsIsSaid() {
    Planner planner =
        new Planner(
            new Model() {
              @Override
              public String name() {
                return "broken";
              }

              @Override
              public Reply ask(Conversation conversation, ThinkingListener listener) {
                throw new ModelException(ModelException.Code.REFUSED, "the key was refused");
              }
            });
    PlanException failure = failure(planner, "do it");
    assertThat(failure.code()).isEqualTo(PlanException.Code.MODEL_FAILED);
    assertThat(failure).hasMessage("The model broken could not plan: the key was refused");
  }
}
