package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import manyhands.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests for sessions that come as forms.
final class FormTest {
  private static final String TOKEN = "Authorization: Bearer " + ApiFixture.TOKEN;
  private static final String FORM = "Content-Type: multipart/form-data; boundary=B";
  private final ApiFixture api = new ApiFixture();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theSessionComesAsOnePartAndItsFilesAsOthers() {
    var answer =
        post(
            part("name=\"session\"; filename=\"blob\"", "{\"prompt\": \"slice\", \"agents\": 1}"),
            part("name=\"files\"; filename=\"a.txt\"", "brie"),
            part("name=\"files\"; filename=\"../é.txt\"", "x".repeat(300_000)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.header("location")).isEqualTo("/api/sessions/s-1");
    assertThat(api.sessions.opened.getFirst().prompt()).isEqualTo("slice");
    assertThat(api.sessions.uploaded)
        .isEqualTo(Map.of("a.txt", "brie", "../é.txt", "x".repeat(300_000)));
  }

  @Test
  void aFormWithoutFilesIsAsGoodAsJson() {
    assertThat(post(part("name=\"session\"", "{\"prompt\": \"slice\"}")).status()).isEqualTo(201);
    assertThat(api.sessions.uploaded).isEmpty();
  }

  @Test
  void whatIsWrongWithAFormIsSaid() {
    assertThat(detail(part("name=\"files\"; filename=\"a.txt\"", "x")))
        .contains("\"session\" is missing");
    assertThat(detail(part("name=\"session\"", "{"))).contains("\"session\" is not valid JSON");
    assertThat(detail(part("name=\"session\"", "[]"))).contains("must be a JSON object");
    assertThat(detail(part("name=\"session\"", "{\"prompt\": \"x\", \"agnets\": 1}")))
        .contains("\"agnets\" is not a field here");
    assertThat(detail(part("name=\"session\"", "{}"), part("name=\"upload\"", "x")))
        .contains("\"session\" is there once in the form");
    assertThat(api.sessions.opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "--B",
        "--B\r\n\r\n",
        "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"session\"\r\n\r\n{\"prompt\": \"x\"}"
      })
  void aBrokenFormIsRefused(String body) {
    var answer = api.send("POST", "/api/sessions", body, TOKEN, FORM);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(api.sessions.opened).isEmpty();
  }

  @Test
  void moreThanIsTakenIsRefusedBeforeItIsRead() {
    var answer =
        api.send(
            "POST",
            "/api/sessions",
            "",
            TOKEN,
            FORM,
            "Content-Length: " + (Sessions.MAX_FILE_BYTES * 2));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("detail").asString()).contains("larger than 50 MiB together");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/sessions/s-1/continue", "/api/sessions/s-1/messages", "/api/desktops"})
  void noOtherRouteTakesForms(String path) {
    String body = part("name=\"session\"", "{}") + "--B--\r\n";
    assertThat(api.send("POST", path, body, TOKEN, FORM).code()).isEqualTo("not-json");
    assertThat(api.send("POST", "/api/sessions", body, FORM).status()).isEqualTo(401);
  }

  private String detail(String... parts) {
    var answer = post(parts);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.json().path("detail").asString();
  }

  private ApiFixture.Answer post(String... parts) {
    return api.send("POST", "/api/sessions", String.join("", parts) + "--B--\r\n", TOKEN, FORM);
  }

  private static String part(String names, String content) {
    return "--B\r\nContent-Disposition: form-data; " + names + "\r\n\r\n" + content + "\r\n";
  }
}
