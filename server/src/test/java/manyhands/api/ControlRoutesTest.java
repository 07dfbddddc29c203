package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import manyhands.session.PlanEdit;
import manyhands.session.SessionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ControlRoutesTest {
  private final ApiFixture api = new ApiFixture();

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause                 |                                   | pause s-1 null",
        "resume                |                                   | resume s-1 null",
        "agents/a1/pause       |                                   | pause s-1 a1",
        "agents/a1/resume      |                                   | resume s-1 a1",
        "agents/a1/stop        |                                   | stop s-1 a1",
        "start                 | {}                                | start s-1",
        "continue              | {\"prompt\": \"more brie\"}       | continue s-1 more brie",
        "messages              | {\"text\": \"hi\"}                | send s-1 null hi",
        "messages              | {\"text\": \"hi\", \"agent\": \"a2\"} | send s-1 a2 hi",
        "approvals/p1          | {\"allow\": true}                 | answer s-1 p1 true",
        "approvals/p1          | {\"allow\": false}                | answer s-1 p1 false",
        "questions/q1          | {\"text\": \"left\"}              | tell s-1 q1 left",
      })
  void anOrderIsPassedOnAndAnsweredWithTheSession(String path, String body, String order) {
    var answer = api.post("/api/sessions/s-1/" + path, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).isEqualTo("s-1");
    assertThat(api.sessions.control.orders).containsExactly(order);
  }

  @Test
  void aPlanIsPutWhole() {
    var answer =
        put(
            """
            {"tasks": [{"id": "t2", "description": "melt", "dependsOn": ["#2"]},
                       {"description": "grate"}]}
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(api.sessions.control.plans)
        .containsExactly(
            new PlanEdit(
                List.of(
                    new PlanEdit.Item("t2", "melt", List.of("#2")),
                    new PlanEdit.Item(null, "grate", List.of()))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                      | \"tasks\" must be a list",
        "{\"tasks\": {}}                                         | \"tasks\" must be a list",
        "{\"tasks\": [3]}                                        | \"tasks[0]\" must be an object",
        "{\"tasks\": [{}, {\"name\": \"x\"}]}                    | \"tasks[1].name\" is not a field",
        "{\"tasks\": [{\"description\": 3}]}                     | \"tasks[0].description\" must be",
        "{\"tasks\": [{\"description\": \"x\", \"dependsOn\": [1]}]} | \"tasks[0].dependsOn\" must be",
      })
  void aPlanThatIsNoneIsNamed(String body, String words) {
    var answer = put(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).startsWith(words);
    assertThat(api.sessions.control.orders).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approvals/p1 | {}                    | 400 | \"allow\" is missing",
        "approvals/p1 | {\"allow\": \"yes\"}  | 400 | \"allow\" must be true or false",
        "questions/q1 | {\"txt\": \"x\"}      | 400 | \"txt\" is not a field",
        "messages     | {\"txt\": \"x\"}      | 400 | \"txt\" is not a field",
        "messages     | {\"text\": \"x\", \"agent\": \"A 1\"} | 404 | There is no such agent",
        "agents/A!/pause | {}                 | 404 | There is no such agent",
      })
  void whatIsWrongWithAnOrderIsNamed(String path, String body, int status, String words) {
    var answer = api.post("/api/sessions/s-1/" + path, body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).startsWith(words);
    assertThat(api.sessions.control.orders).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ENDED, 409",
    "NOT_ENDED, 409",
    "NOT_IN_REVIEW, 409",
    "ALREADY_ANSWERED, 409",
    "BAD_PLAN, 422"
  })
  void whatCannotBeFollowedConflicts(SessionException.Code code, int status) {
    api.sessions.control.failure = new SessionException(code, "no brie");
    var answer = api.post("/api/sessions/s-1/pause", "");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asString()).isEqualTo("no brie");
  }

  private ApiFixture.Answer put(String body) {
    return api.send(
        "PUT",
        "/api/sessions/s-1/plan",
        body,
        "Authorization: Bearer " + ApiFixture.TOKEN,
        "Content-Type: application/json");
  }
}
