package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebAppTest {
  private static final String INDEX = "<!doctype html><title>cheddar</title>";
  private static final String SCRIPT = "console.log('brie');".repeat(100);
  private static final String VISIT = "Sec-Fetch-Mode: navigate";
  private static ApiFixture api;

  @BeforeAll
  static void start() throws IOException {
    api =
        new ApiFixture(
            WebFiles.of(
                Map.of(
                    "index.html", INDEX.getBytes(StandardCharsets.UTF_8),
                    "icon.svg", "<svg/>".getBytes(StandardCharsets.UTF_8),
                    "assets/index-1a2b.js", SCRIPT.getBytes(StandardCharsets.UTF_8),
                    "assets/index-1a2b.js.gz", zipped(SCRIPT))));
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/session/s-1", "/desktops", "/desktops/d-1", "/settings"})
  void itsPagesAreOpenAndMustBeAskedForAgain(String path) {
    var page = api.send("GET", path, "");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).isEqualTo(INDEX);
    assertThat(page.header("content-type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void hashedFilesAreKeptForEverAndSentZipped() throws IOException {
    var plain = api.send("GET", "/assets/index-1a2b.js", "");
    assertThat(plain.text()).isEqualTo(SCRIPT);
    assertThat(plain.header("content-type")).startsWith("text/javascript");
    assertThat(plain.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(plain.header("vary")).isEqualTo("Accept-Encoding");

    var zipped = api.send("GET", "/assets/index-1a2b.js", "", "Accept-Encoding: br, gzip");
    assertThat(zipped.header("content-encoding")).isEqualTo("gzip");
    assertThat(zipped.header("etag")).isNotEqualTo(plain.header("etag"));
    byte[] whole = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertThat(whole).asString(StandardCharsets.UTF_8).isEqualTo(SCRIPT);
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String tag = api.send("GET", "/", "").header("etag");
    var again = api.send("GET", "/", "", "If-None-Match: " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(api.send("GET", "/", "", "If-None-Match: \"other\"").status()).isEqualTo(200);
  }

  @Test
  void otherFilesAreAskedForAgain() {
    var icon = api.send("GET", "/icon.svg", "");
    assertThat(icon.header("content-type")).startsWith("image/svg+xml");
    assertThat(icon.header("cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/session/a/b",
        "/assets/gone.js",
        "/assets/index-1a2b.js.gz",
        "/web/index.html"
      })
  void aVisitorOfAnUnknownPageIsToldByTheApp(String path) {
    var page = api.send("GET", path, "", VISIT);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.text()).isEqualTo(INDEX);
    assertThat(api.get(path).code()).isEqualTo("no-such-route");
    assertThat(api.send("GET", path, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/sessions", "/api/nothing", "/openapi.json", "/metrics", "/metrics/"})
  void whatIsForProgramsStaysClosedToVisitors(String path) {
    var answer = api.send("GET", path, "", VISIT, "Accept: text/html");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("no-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%61pi/sessions", "//api/sessions", "/./api/sessions", "/x/../api/sessions",
        "/api%2fsessions", "/metrics;x=1", "/%6detrics", "/session/../metrics",
        "/session/..%2fmetrics", "/METRICS", "/%2e%2e/metrics"
      })
  void noSpellingOfAnAddressOpensAnotherDoor(String path) {
    for (String how : new String[] {VISIT, "Accept: text/html", "X: y"}) {
      var answer = api.send("GET", path, "", how);
      assertThat(answer.text()).doesNotContain("manyhands_requests", "items", "prompt");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/....//....//etc/passwd",
        "/assets/..%5c..%5cetc%5cpasswd",
        "/assets//etc/passwd",
        "/assets/%00",
        "/assets/index-1a2b.js%00.txt",
        "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/..;/..;/etc/passwd",
        "/manyhands/api/WebApp.class",
        "/META-INF/MANIFEST.MF",
        "/assets/"
      })
  void noPathLeadsOutOfTheAppsFiles(String path) {
    for (String header : new String[] {VISIT, "Authorization: Bearer " + ApiFixture.TOKEN}) {
      var answer = api.send("GET", path, "", header);
      assertThat(answer.status()).isIn(400, 401, 404);
      assertThat(answer.text()).doesNotContain("root:", "Manifest", "brie");
    }
  }

  @Test
  void aLinkFromAnotherSiteOpensAPageButNothingElseDoes() {
    String[] link = {"Sec-Fetch-Site: cross-site", VISIT, "Sec-Fetch-Dest: document"};
    assertThat(api.send("GET", "/session/s-1", "", link).status()).isEqualTo(200);
    assertThat(api.get("/api/sessions", link).status()).isEqualTo(403);
    String[] embedded = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"};
    assertThat(api.send("GET", "/assets/index-1a2b.js", "", embedded).status()).isEqualTo(403);
    assertThat(api.send("GET", "/", "", embedded).status()).isEqualTo(403);
    assertThat(api.send("GET", "/", "", "Host: evil.example", VISIT).status()).isEqualTo(403);
    assertThat(api.send("GET", "/", "", "Origin: https://evil.example").status()).isEqualTo(403);
  }

  @Test
  void aWrongTokenInTheAddressIsToldByTheApp() {
    var page = api.send("GET", "/?token=wrong", "", VISIT);
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.text()).isEqualTo(INDEX);
    assertThat(page.headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void withoutTheAppAPageSaysWhatToDo() {
    try (ApiFixture bare = new ApiFixture(WebFiles.NONE)) {
      var page = bare.send("GET", "/session/s-1", "", VISIT);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("without its web app", "Node.js 20.19");
      assertThat(bare.send("GET", "/nowhere", "", VISIT).status()).isEqualTo(401);
    }
  }

  @Test
  void aFolderOfSomethingElseIsNotTaken() {
    assertThatThrownBy(() -> WebFiles.of(Map.of("index.html", new byte[33 << 20])))
        .hasMessageContaining("too large");
  }
}
