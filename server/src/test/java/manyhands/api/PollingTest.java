package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The requests of Engine.IO's polling, one by one, as no stock client would send them.
final class PollingTest {
  private static final String PATH = "/socket.io/?EIO=4&transport=polling";
  private static final String TOKEN = "Authorization: Bearer " + ApiFixture.TOKEN;

  private ApiFixture api;

  @BeforeEach
  void start() {
    api = new ApiFixture();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void everyRequestIsHeldToTheRulesOfTheDoor() {
    String address = PATH + "&sid=" + open();
    for (String method : List.of("GET", "POST")) {
      for (String header :
          List.of("Origin: https://evil.example", "Origin: null", "Host: evil.example")) {
        assertThat(api.send(method, address, "", header, TOKEN).status())
            .as(method + " " + header)
            .isEqualTo(403);
      }
      assertThat(api.send(method, address, "").status()).as(method).isEqualTo(403);
      assertThat(api.send(method, address, "", "Authorization: Bearer wrong").status())
          .as(method)
          .isEqualTo(401);
    }
    assertThat(api.send("GET", PATH, "", "Origin: null").status()).isEqualTo(403);
    assertThat(api.send("POST", address, "40", TOKEN).text()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/socket.io/?EIO=3&transport=polling",
        "/socket.io/?transport=polling",
        "/socket.io/?EIO=4&transport=carrier-pigeon",
        "/socket.io/?EIO=4&transport=websocket",
        PATH + "&sid=nobody",
        "/socket.io/"
      })
  void whatIsNoHandshakeIsRefusedWithEngineIosWords(String address) {
    var answer = api.get(address);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("message").asString()).isNotBlank();
    assertThat(api.send("POST", PATH, "40", TOKEN).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "b4444",
        "4",
        "45-",
        "42[]",
        "42{}",
        "42[1]",
        "429999999999[\"a\"]",
        "42[\"session:join\",",
        "40{\"token\":",
        "42[\"early\"]"
      })
  void aMalformedPacketEndsTheConnectionAndNothingElse(String packet) {
    String other = PATH + "&sid=" + open();
    String address = PATH + "&sid=" + open();
    String body = packet.isEmpty() ? "\u001e" : packet;
    assertThat(api.send("POST", address, body, TOKEN).status()).isEqualTo(400);
    assertThat(api.get(address).json().path("message").asString()).isEqualTo("Session ID unknown");
    assertThat(api.send("POST", other, "40", TOKEN).text()).isEqualTo("ok");
    assertThat(api.get(other).text()).startsWith("40{\"sid\":");
  }

  @Test
  void aHugeBodyEndsTheConnection() {
    String address = PATH + "&sid=" + open();
    String body = "4" + "x".repeat(100_000);
    assertThat(api.send("POST", address, body, TOKEN).status()).isEqualTo(400);
    assertThat(api.get(address).status()).isEqualTo(400);
  }

  @Test
  void strangersAreFew() {
    for (int i = 0; i < 100; i++) {
      assertThat(api.send("GET", PATH, "").status()).isEqualTo(200);
    }
    assertThat(api.send("GET", PATH, "").status()).isEqualTo(403);
    assertThat(open()).isNotBlank();
  }

  @Test
  void whoAsksAndNeverReadsTheAnswersIsDropped() {
    String address = PATH + "&sid=" + open();
    StringBuilder questions = new StringBuilder("40");
    for (int i = 0; i < 200; i++) {
      questions.append('\u001e').append("42").append(i).append("[\"session:join\",{}]");
    }
    var answer = api.send("POST", address, questions.toString(), TOKEN);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(api.get(address).status()).isEqualTo(400);
  }

  @Test
  void anotherNamespaceIsRefusedByName() {
    String address = PATH + "&sid=" + open();
    assertThat(api.send("POST", address, "40/admin,", TOKEN).text()).isEqualTo("ok");
    assertThat(api.get(address).text()).startsWith("44/admin,{\"message\":");
  }

  private String open() {
    String text = api.get(PATH).text();
    assertThat(text).startsWith("0{");
    return Json.MAPPER.readTree(text.substring(1)).path("sid").asString();
  }
}
