package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.envd.Envelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// `/files` and `filesystem.Filesystem`, byte by byte, on a real machine.
@Timeout(60)
final class EnvdFilesTest {

  private static final long NOW = 2_000_000_000L;
  private static final String BINARY = "application/octet-stream";

  private static EnvdHost host;
  private static HttpClient http;
  private static EnvdClient client;

  @BeforeAll
  static void boot() throws Exception {
    host = new EnvdHost(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    http = HttpClient.newHttpClient();
    client = new EnvdClient(http, host.port());
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    host.close();
  }

  private static String sh(String line) {
    return new String(
            host.machine().run(Command.shell(line, Duration.ofSeconds(20))).stdout(), UTF_8)
        .strip();
  }

  private static HttpResponse<String> write(String query, String content) throws Exception {
    return client.post(client.mine("/files?" + query), BINARY, BodyPublishers.ofString(content));
  }

  @Test
  void aFileIsWrittenAndReadWholeAndInPieces() throws Exception {
    assertThat(write("path=deep/er/a%20b.txt", "0123456789").body())
        .isEqualTo(
            "[{\"path\":\"/home/user/deep/er/a b.txt\",\"name\":\"a b.txt\",\"type\":\"file\"}]");
    assertThat(sh("cat 'deep/er/a b.txt'; stat -c %U 'deep/er/a b.txt'"))
        .isEqualTo("0123456789user");
    HttpRequest.Builder read = client.mine("/files?path=~/deep/er/a%20b.txt");
    assertThat(client.get(read).body()).isEqualTo("0123456789");
    HttpResponse<String> piece = client.get(read.header("Range", "bytes=2-4"));
    assertThat(piece.statusCode()).isEqualTo(206);
    assertThat(piece.body()).isEqualTo("234");
    assertThat(piece.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    var _ = write("path=empty", "");
    HttpResponse<String> empty = client.get(client.mine("/files?path=empty"));
    assertThat(empty.headers().firstValue("Content-Length")).contains("0");
  }

  @Test
  void aFormMayHaveManyFiles() throws Exception {
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="file"; filename="/home/user/f/one.txt"\r
        Content-Type: application/octet-stream\r
        \r
        one\r
        --not the end\r
        --b\r
        Content-Disposition: form-data; name="other"\r
        \r
        nothing\r
        --b\r
        Content-Disposition: form-data; name="file"; filename="f/tw%22ö.txt"\r
        \r
        two\r
        --b--\r
        """;
    String type = "multipart/form-data; boundary=b";
    HttpResponse<String> answer =
        client.post(client.mine("/files"), type, BodyPublishers.ofString(form));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(sh("cat f/one.txt f/tw\\\"ö.txt")).isEqualTo("one\r\n--not the endtwo");

    HttpResponse<String> broken =
        client.post(
            client.mine("/files?path=f/three"),
            type,
            BodyPublishers.ofString(form.substring(0, form.length() - 20)));
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(
            client
                .post(client.mine("/files"), type, BodyPublishers.ofString("--b--\r\n"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatCannotBeReadOrWrittenSaysWhy() throws Exception {
    HttpResponse<String> missing = client.get(client.mine("/files?path=no/where"));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body())
        .isEqualTo("{\"code\":404,\"message\":\"path '/home/user/no/where' does not exist\"}");
    assertThat(client.get(client.mine("/files?path=/tmp")).statusCode()).isEqualTo(400);
    assertThat(client.get(client.mine("/files?path=a%00b")).statusCode()).isBetween(400, 404);
    assertThat(client.get(client.mine("/files?path=/dev/zero")).statusCode()).isEqualTo(400);
    assertThat(client.get(client.mine("/files?path=a&username=root")).statusCode()).isEqualTo(401);
    assertThat(write("path=/usr/evil", "x").statusCode()).isEqualTo(403);
    assertThat(write("path=/tmp", "x").statusCode()).isEqualTo(400);
    assertThat(write("", "x").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNoPathNoGzipAndNoPlainFileIsRefusedInWords() throws Exception {
    assertThat(files("Stat", "{\"path\":\"a\\ud800b\"}").statusCode()).isEqualTo(400);
    HttpResponse<String> escape = client.get(client.mine("/files?path=%25zz"));
    assertThat(escape.statusCode()).isEqualTo(404);
    for (String query : List.of("path=%C0%AE", "path=%FF%FE", "path=%ED%A0%80")) {
      assertThat(client.get(client.mine("/files?" + query)).statusCode())
          .as(query)
          .isBetween(400, 404);
    }
    HttpRequest.Builder zipped =
        client.mine("/files?path=zipped").header("Content-Encoding", "gzip");
    for (String body : List.of("no gzip at all", "")) {
      HttpResponse<String> broken = client.post(zipped, BINARY, BodyPublishers.ofString(body));
      assertThat(broken.statusCode()).as(broken.body()).isEqualTo(400);
      assertThat(broken.body()).contains("\"code\":400");
    }
    var _ = sh("mkfifo pipe");
    HttpResponse<String> pipe = write("path=pipe", "nobody reads");
    assertThat(pipe.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(pipe.body()).contains("a pipe");
  }

  @Test
  void noPathLeadsOutOfTheMachine() throws Exception {
    String ours = java.nio.file.Path.of("pom.xml").toAbsolutePath().toString();
    for (String path : new String[] {"../../../../.." + ours, ours, "/proc/1/root" + ours}) {
      assertThat(client.get(client.mine("/files?path=" + path)).statusCode()).isEqualTo(404);
    }
    var _ = sh("ln -s %s link; ln -s / root".formatted(ours));
    assertThat(client.get(client.mine("/files?path=link")).statusCode()).isBetween(400, 404);
    assertThat(client.get(client.mine("/files?path=root" + ours)).statusCode()).isEqualTo(404);
  }

  @Test
  void aLargeFileStreamsThroughAndMoreThanTheDiskIsRefused() throws Exception {
    byte[] piece = new byte[1 << 20];
    Iterable<byte[]> pieces =
        () -> java.util.stream.Stream.generate(() -> piece).limit(32).iterator();
    HttpResponse<String> large =
        client.post(client.mine("/files?path=large"), BINARY, BodyPublishers.ofByteArrays(pieces));
    assertThat(large.statusCode()).isEqualTo(200);
    assertThat(sh("stat -c %s large; rm large")).isEqualTo(String.valueOf(32 << 20));

    Iterable<byte[]> more =
        () -> java.util.stream.Stream.generate(() -> piece).limit(80).iterator();
    HttpResponse<String> full =
        client.post(client.mine("/files?path=full"), BINARY, BodyPublishers.ofByteArrays(more));
    assertThat(full.statusCode()).as(full.body()).isEqualTo(507);
    var _ = sh("rm -f full");
  }

  @Test
  void anAddressIsSignedForOneFileOneUseAndOneTime() throws Exception {
    var _ = write("path=s.txt", "signed");
    assertThat(get("path=s.txt&signature=" + signed("s.txt:read::" + EnvdHost.TOKEN)).body())
        .isEqualTo("signed");
    long soon = NOW + 10;
    String until = "path=s.txt&signature_expiration=%d&signature=".formatted(soon);
    String words = "s.txt:read::" + EnvdHost.TOKEN + ":" + soon;
    assertThat(get(until + signed(words)).statusCode()).isEqualTo(200);

    long past = NOW - 10;
    HttpResponse<String> late =
        get(
            "path=s.txt&signature_expiration=%d&signature=%s"
                .formatted(past, signed("s.txt:read::" + EnvdHost.TOKEN + ":" + past)));
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body()).contains("signature is already expired");
    for (String other :
        new String[] {
          "s.txt:read::another", "t.txt:read::" + EnvdHost.TOKEN, "s.txt:write::" + EnvdHost.TOKEN
        }) {
      assertThat(get("path=s.txt&signature=" + signed(other)).body()).contains("invalid signature");
    }
    assertThat(client.get(client.to("/files?path=s.txt")).body())
        .contains("missing signature query parameter");
    assertThat(
            client.get(client.to("/files?path=s.txt").header("X-Access-Token", "x")).statusCode())
        .isEqualTo(401);
    assertThat(client.get(client.to("/metrics")).statusCode()).isEqualTo(401);
    assertThat(client.get(client.mine("/metrics")).body()).contains("\"mem_total\":");
  }

  /// As an address is opened by a browser: without the sandbox's name.
  private static HttpResponse<String> get(String query) throws Exception {
    var address = java.net.URI.create("http://127.0.0.1:" + host.port() + "/files?" + query);
    return client.get(HttpRequest.newBuilder(address));
  }

  private static String signed(String words) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(words.getBytes(UTF_8));
    String signature = "v1_" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    return java.net.URLEncoder.encode(signature, UTF_8);
  }

  @Test
  void foldersAreMadeListedMovedAndRemoved() throws Exception {
    assertThat(files("MakeDir", "{\"path\":\"d/e\"}").body()).contains("FILE_TYPE_DIRECTORY");
    assertThat(files("MakeDir", "{\"path\":\"d/e\"}").statusCode()).isEqualTo(409);
    var _ = sh("printf 1 > d/x; ln -s x d/l; printf 2 > \"$(printf 'd/new\\nline')\"");
    JsonNode entries =
        Wire.JSON.readTree(files("ListDir", "{\"path\":\"d\"}").body()).path("entries");
    assertThat(entries.findValuesAsString("name")).containsExactly("e", "l", "new\nline", "x");
    JsonNode link = entries.get(1);
    assertThat(link.path("symlinkTarget").asString()).isEqualTo("/home/user/d/x");
    assertThat(entries.get(3).path("size").asString()).isEqualTo("1");
    assertThat(files("Move", "{\"source\":\"d/x\",\"destination\":\"m/y\"}").body())
        .contains("\"path\":\"/home/user/m/y\"");
    assertThat(files("Stat", "{\"path\":\"d/x\"}").statusCode()).isEqualTo(404);
    assertThat(files("ListDir", "{\"path\":\"m/y\"}").statusCode()).isEqualTo(400);
    assertThat(files("Remove", "{\"path\":\"d\"}").body()).isEqualTo("{}");
    assertThat(files("Remove", "{\"path\":\"d\"}").body()).isEqualTo("{}");
    assertThat(sh("ls -d d m")).isEqualTo("m");
  }

  private static HttpResponse<String> files(String call, String json) throws Exception {
    return client.call("/filesystem.Filesystem/" + call, json);
  }

  @Test
  void aWatchedFolderTellsWhatHappensInIt() throws Exception {
    var _ = sh("mkdir -p w");
    byte[] call = new Envelope(0, "{\"path\":\"w\",\"recursive\":true}".getBytes(UTF_8)).bytes();
    try (InputStream stream = client.stream("/filesystem.Filesystem/WatchDir", call)) {
      assertThat(EnvdClient.next(stream).toString()).isEqualTo("{\"start\":{}}");
      var _ = sh("mkdir w/s");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_CREATE s");
      var _ = sh("printf 1 > w/f");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_CREATE f");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_WRITE f");
      var _ = sh("mv w/f w/s/g; rm w/s/g");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_RENAME f");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_CREATE s/g");
      assertThat(event(stream)).isEqualTo("EVENT_TYPE_REMOVE s/g");
    }
    String id =
        Wire.JSON
            .readTree(files("CreateWatcher", "{\"path\":\"w\"}").body())
            .path("watcherId")
            .asString();
    String selector = "{\"watcherId\":\"" + id + "\"}";
    var _ = sh("touch w/h");
    org.awaitility.Awaitility.await()
        .until(() -> files("GetWatcherEvents", selector).body().contains("\"h\""));
    var _ = sh("touch w/i; rm -r w; sleep 0.5");
    StringBuilder all = new StringBuilder();
    org.awaitility.Awaitility.await()
        .until(() -> {
          HttpResponse<String> answer = files("GetWatcherEvents", selector);
          all.append(answer.body());
          return answer.statusCode() == 503;
        });
    assertThat(all).contains("\"i\"");
    assertThat(files("GetWatcherEvents", selector).statusCode()).isEqualTo(503);
    assertThat(files("RemoveWatcher", selector).statusCode()).isEqualTo(200);
    assertThat(files("GetWatcherEvents", selector).statusCode()).isEqualTo(404);
  }

  private static String event(InputStream stream) throws Exception {
    JsonNode event = EnvdClient.next(stream).path("filesystem");
    return event.path("type").asString() + " " + event.path("name").asString();
  }
}
