package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.SessionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutesTest {
  private final ApiFixture api = new ApiFixture();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aSessionIsOpenedAsAsked() {
    var answer =
        api.post(
            "/api/sessions",
            """
            {"prompt": "slice the cheddar", "agents": 3, "model": "scripted", "desktop": "local",
             "keep": true, "budget": {"steps": 7, "time": "PT2M"}}
            """);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("location")).isEqualTo("/api/sessions/s-1");
    assertThat(answer.json().path("status").asString()).isEqualTo("running");
    var request = api.sessions.opened.getFirst();
    assertThat(request.prompt()).isEqualTo("slice the cheddar");
    assertThat(request.agents()).isEqualTo(3);
    assertThat(request.keep()).isTrue();
    assertThat(request.budget().steps()).isEqualTo(7);
    assertThat(request.budget().time()).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt\": 7}                           | \"prompt\" must be a string.",
        "{\"prompt\": \"x\", \"agents\": \"two\"}  | \"agents\" must be a whole number.",
        "{\"prompt\": \"x\", \"agents\": 1.5}      | \"agents\" must be a whole number.",
        "{\"prompt\": \"x\", \"agents\": 99999999999999} | \"agents\" must be a whole number.",
        "{\"prompt\": \"x\", \"keep\": \"yes\"}    | \"keep\" must be true or false.",
        "{\"prompt\": \"x\", \"budget\": 3}        | \"budget\" must be an object.",
        "{\"prompt\": \"x\", \"budget\": {\"time\": \"soon\"}} | \"budget.time\" must be a duration like PT30M.",
        "{\"prompt\": \"x\", \"budget\": {\"cost\": 1}} | \"budget.cost\" is not a field here",
        "{\"prompt\": \"x\", \"agnets\": 2}        | \"agnets\" is not a field here",
        "{\"prompt\": \"x\"                        | The body is not valid JSON.",
        "{\"prompt\": \"x\", \"prompt\": \"y\"}    | The body is not valid JSON.",
        "[1]                                       | The body must be a JSON object.",
      })
  void whatIsWrongIsNamed(String body, String words) {
    var answer = api.post("/api/sessions", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo(Problem.MEDIA_TYPE);
    assertThat(answer.json().path("detail").asString()).startsWith(words);
    assertThat(api.sessions.opened).isEmpty();
  }

  @Test
  void aHugeBodyIsRefused() {
    var answer = api.post("/api/sessions", "{\"prompt\": \"" + "a".repeat(3_000_000) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void everyCodeOfASessionHasItsStatus() {
    for (SessionException.Code code : SessionException.Code.values()) {
      api.sessions.failure = new SessionException(code, "no brie");
      var answer = api.post("/api/sessions", "{\"prompt\": \"x\"}");
      assertThat(answer.status())
          .as(code.name())
          .isEqualTo(Problems.status(code))
          .isBetween(400, 599);
      assertThat(answer.json().path("detail").asString()).isEqualTo("no brie");
    }
  }

  @Test
  void aFaultOfOursTellsNothingOfItsInsides() {
    api.sessions.failure = new IllegalStateException("the secret recipe");
    var answer = api.post("/api/sessions", "{\"prompt\": \"x\"}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void sessionsAreListedReadAndStopped() {
    assertThat(api.get("/api/sessions").json().path("items").size()).isEqualTo(2);
    assertThat(api.get("/api/sessions/s-1").json().path("id").asString()).isEqualTo("s-1");
    assertThat(api.get("/api/sessions/none").status()).isEqualTo(404);
    assertThat(api.get("/api/sessions/UPPER").status()).isEqualTo(404);
    assertThat(api.get("/api/sessions?limit=0").status()).isEqualTo(400);
    assertThat(api.post("/api/sessions/s-1/stop", "").status()).isEqualTo(200);
    assertThat(api.sessions.stopped).containsExactly("s-1");
  }

  @Test
  void eventsComeInPagesAfterASequenceNumber() {
    SessionId id = new SessionId("s-1");
    for (int i = 1; i <= 5; i++) {
      api.log.append(id, new Event.PlanChanged("reason " + i));
    }
    var page = api.get("/api/sessions/s-1/events?after=1&limit=2").json();
    assertThat(page.path("items").get(0).path("seq").asLong()).isEqualTo(2);
    assertThat(page.path("items").get(0).path("type").asString()).isEqualTo("plan:changed");
    assertThat(page.path("items").size()).isEqualTo(2);
    assertThat(page.path("next").asLong()).isEqualTo(3);
    assertThat(api.get("/api/sessions/s-1/events?after=3").json().path("next").isNull()).isTrue();
    assertThat(api.get("/api/sessions/s-1/events?limit=10001").status()).isEqualTo(400);
    assertThat(api.get("/api/sessions/s-1/events?after=-1").status()).isEqualTo(400);
    assertThat(api.get("/api/sessions/s-9/events").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "notes.txt, notes.txt",
    "a1/notes.txt, a1/notes.txt",
    "a1/notes.txt, a1%2Fnotes.txt",
    "100%.txt, 100%25.txt",
    "a;b.txt, a%3Bb.txt",
    "..hidden, ..hidden",
    "käse 🧀.txt, k%C3%A4se%20%F0%9F%A7%80.txt",
    "<img src=x>.png, %3Cimg%20src=x%3E.png",
    "back\\slash, back%5Cslash",
    "a+b, a+b",
  })
  void anArtifactIsFoundByItsExactName(String name, String address) {
    api.sessions.artifacts.put(name, "<script>");
    var answer = api.get("/api/sessions/s-1/artifacts/" + address);
    assertThat(answer.text()).isEqualTo("<script>");
    assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("content-disposition")).startsWith("attachment;").doesNotContain("<");
    assertThat(answer.header("content-security-policy")).contains("sandbox");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "%00",
    "%c0%ae%c0%ae/x",
    "%zz",
    "/etc/passwd",
    "..%5c..%5cx"
  })
  void namesThatLeadElsewhereFindNothing(String address) {
    assertThat(api.get("/api/sessions/s-1/artifacts/" + address).status()).isIn(400, 404);
  }

  @Test
  void aNameCannotAddHeaders() {
    assertThat(Attachment.disposition("x\r\nSet-Cookie: a=b\".txt"))
        .doesNotContain("\r")
        .doesNotContain("\n")
        .doesNotContain("b\"");
  }

  @Test
  void screenshotsSayWhatTheyAre() {
    var answer = api.get("/api/sessions/s-1/agents/a1/screenshot?format=jpeg");
    assertThat(answer.header("content-type")).isEqualTo("image/jpeg");
    assertThat(answer.body()).containsExactly(1, 2, 3);
    assertThat(api.get("/api/sessions/s-1/agents/a1/screenshot?format=gif").status())
        .isEqualTo(400);
    assertThat(api.get("/api/sessions/s-1/agents/a1/screenshot?width=0").status()).isEqualTo(400);
  }

  @Test
  void aDesktopIsOpenedUsedAndClosed() {
    var opened = api.post("/api/desktops", "{}");
    assertThat(opened.status()).isEqualTo(201);
    String desktop = opened.header("location");
    var acted =
        api.post(
            desktop + "/actions",
            """
            [{"type": "click", "x": 0, "y": 0}, {"type": "scroll", "x": 5, "y": 5, "direction": "down", "ticks": 2},
             {"type": "type", "text": "brie"}]
            """);
    assertThat(acted.json().path("performed").asInt()).isEqualTo(3);
    assertThat(api.desktops.performed)
        .containsExactly(
            new Action.Click(0, 0, Button.LEFT, List.of()),
            new Action.Scroll(5, 5, Direction.DOWN, 2, List.of()),
            new Action.Type("brie"));
    assertThat(api.get(desktop + "/screenshot").header("content-type")).isEqualTo("image/png");
    assertThat(
            api.send("DELETE", desktop, "", "Authorization: Bearer " + ApiFixture.TOKEN).status())
        .isEqualTo(204);
    assertThat(api.get(desktop).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"click\", \"x\": 5}                 | \"y\"",
        "{\"type\": \"click\", \"x\": \"5\", \"y\": 1e9}   | \"",
        "{\"type\": \"click\", \"x\": 5, \"y\": 5, \"button\": \"up\"} | \"button\"",
        "{\"type\": \"explode\"}                       | \"type\"",
        "{\"x\": 5}                                    | \"type\"",
        "{\"type\": \"wait\", \"millis\": 1, \"z\": 1}   | \"z\"",
        "[]                                            | Send one action",
        "[3]                                           | An action is a JSON object",
      })
  void anActionThatIsNoneIsNamed(String body, String words) {
    String desktop = api.post("/api/desktops", "{}").header("location");
    var answer = api.post(desktop + "/actions", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).startsWith(words);
    assertThat(api.desktops.performed).isEmpty();
  }

  @Test
  void anActionOutsideTheScreenIsTheCallersFault() {
    String desktop = api.post("/api/desktops", "{}").header("location");
    var answer = api.post(desktop + "/actions", "{\"type\": \"click\", \"x\": 5000, \"y\": 1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad-action");
  }

  @Test
  void theDescriptionNamesEveryRouteAndEverySchemaItRefersTo() {
    var description = api.get("/openapi.json").json();
    assertThat(description.path("openapi").asString()).startsWith("3.1");
    TreeSet<String> described = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> described.add(method + " " + path.getKey())));
    TreeSet<String> served = new TreeSet<>();
    for (Route route : api.routes()) {
      String path = route.path().replace('<', '{').replace('>', '}');
      if (!path.equals("/openapi.json")) {
        served.add(route.method().name().toLowerCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    assertThat(described).isEqualTo(served).isNotEmpty();
    String text = new String(Json.MAPPER.writeValueAsBytes(description), StandardCharsets.UTF_8);
    var schemas = description.path("components").path("schemas");
    java.util.regex.Pattern.compile("#/components/schemas/(\\w+)")
        .matcher(text)
        .results()
        .forEach(match -> assertThat(schemas.has(match.group(1))).as(match.group(1)).isTrue());
  }

  @Test
  void metricsAreThereForPrometheus() {
    api.get("/health");
    assertThat(api.get("/metrics").text()).contains("manyhands_requests_total");
  }
}
