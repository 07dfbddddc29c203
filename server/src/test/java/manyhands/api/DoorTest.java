package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorTest {
  private static ApiFixture api;

  @BeforeAll
  static void start() {
    api = new ApiFixture();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void everyRouteButHealthWantsTheToken() {
    for (Route route : api.routes()) {
      int expected = route.path().equals("/health") ? 200 : 401;
      var answer = api.send(route.method().name(), address(route), "");
      assertThat(answer.status()).as("%s %s", route.method(), route.path()).isEqualTo(expected);
    }
  }

  @Test
  void everyRouteRefusesForeignHostsAndOriginsEvenWithTheToken() {
    for (Route route : api.routes()) {
      for (String header :
          List.of(
              "Host: evil.example:" + api.port(),
              "Origin: https://evil.example",
              "Origin: null",
              "Sec-Fetch-Site: same-site")) {
        var answer =
            api.send(
                route.method().name(),
                address(route),
                "",
                header,
                "Authorization: Bearer " + ApiFixture.TOKEN);
        assertThat(answer.status())
            .as("%s %s %s", route.method(), route.path(), header)
            .isEqualTo(403);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/api/nothing", "/api/../etc/passwd", "/favicon.ico"})
  void unknownAddressesTellNothingToThoseWithoutTheToken(String path) {
    assertThat(api.send("GET", path, "").status()).isEqualTo(401);
    assertThat(api.send("GET", path, "", "Host: evil.example").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer ",
        "Bearer",
        "Basic Y2hlZGRhcg==",
        ApiFixture.TOKEN,
        "Bearer cheddar-and-bri",
        "Bearer cheddar-and-brie2"
      })
  void aWrongTokenIsRefused(String authorization) {
    var answer = api.send("GET", "/api/sessions", "", "Authorization: " + authorization);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.text()).doesNotContain(ApiFixture.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1.nip.io",
        "169.254.169.254",
        "localhost.evil.example",
        "[::2]",
        "10.0.0.1"
      })
  void aForeignHostIsRefused(String host) {
    assertThat(api.send("GET", "/health", "", "Host: " + host + ":" + api.port()).code())
        .isEqualTo("foreign-host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
  void thisMachinesOwnNamesAreExpected(String host) {
    assertThat(api.send("GET", "/health", "", "Host: " + host + ":" + api.port()).status())
        .isEqualTo(200);
  }

  @Test
  void aServerOnEveryAddressAnswersToAddressesButNotToNames() {
    try (ApiFixture everywhere = new ApiFixture("0.0.0.0")) {
      assertThat(everywhere.send("GET", "/health", "", "Host: 192.168.7.7:8080").status())
          .isEqualTo(200);
      assertThat(everywhere.send("GET", "/health", "", "Host: evil.example").status())
          .isEqualTo(403);
      assertThat(everywhere.send("GET", "/api/sessions", "", "Host: 192.168.7.7:8080").status())
          .isEqualTo(401);
    }
  }

  @Test
  void aPageOfOurOwnMayCall() {
    String own = "http://127.0.0.1:" + api.port();
    assertThat(api.get("/api/sessions", "Origin: " + own).status()).isEqualTo(200);
    assertThat(api.get("/api/sessions", "Origin: http://127.0.0.1:1").status()).isEqualTo(403);
  }

  @Test
  void theTokenInTheAddressIsTradedForACookieThatOpensTheDoor() {
    var login = api.send("GET", "/?token=" + ApiFixture.TOKEN, "");
    assertThat(login.status()).isEqualTo(302);
    assertThat(login.header("location")).endsWith("/").doesNotContain("token");
    assertThat(login.header("set-cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
    String cookie = "Cookie: " + login.header("set-cookie").replaceFirst(";.*", "");
    assertThat(api.send("GET", "/api/sessions", "", cookie).status()).isEqualTo(200);
    assertThat(api.send("GET", "/", "", cookie).text()).contains("without its web app");
    assertThat(
            api.send("GET", "/api/sessions", "", cookie, "Origin: https://evil.example").status())
        .isEqualTo(403);
  }

  @Test
  void theTokenCountsInNoOtherAddress() {
    assertThat(api.send("GET", "/?token=wrong", "").status()).isEqualTo(401);
    assertThat(api.send("GET", "/api/sessions?token=" + ApiFixture.TOKEN, "").status())
        .isEqualTo(401);
    assertThat(api.send("POST", "/?token=" + ApiFixture.TOKEN, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""})
  void onlyJsonIsTakenAsABody(String type) {
    var answer =
        api.send(
            "POST",
            "/api/sessions",
            "{\"prompt\":\"cheddar\"}",
            "Authorization: Bearer " + ApiFixture.TOKEN,
            "Content-Type: " + type);
    assertThat(answer.code()).isEqualTo("not-json");
    assertThat(api.sessions.opened).isEmpty();
  }

  @Test
  void readingChangesNothing() {
    for (Route route : api.routes()) {
      if (!route.method().name().equals("GET")) {
        assertThat(api.get(address(route)).status()).as(route.path()).isIn(200, 404, 405);
      }
    }
    assertThat(api.sessions.opened).isEmpty();
    assertThat(api.sessions.stopped).isEmpty();
    assertThat(api.desktops.performed).isEmpty();
  }

  @Test
  void hugeHeadersEndCleanly() {
    assertThat(api.send("GET", "/health", "", "X: " + "a".repeat(1_000_000)).status())
        .isEqualTo(431);
    assertThat(api.get("/health").status()).isEqualTo(200);
  }

  @Test
  void answersCarryTheirOwnProtection() {
    var answer = api.get("/api/sessions");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
    assertThat(answer.headers().keySet()).doesNotContain("server", "access-control-allow-origin");
  }

  private static String address(Route route) {
    return route.path().replaceAll("[{<]\\w+[}>]", "x").toLowerCase(Locale.ROOT);
  }
}
