package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Network;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// E2B's control plane: makes sandboxes, finds those of this installation, extends, pauses and ends
/// them. Every method fails with a [DesktopException] that says what to do.
final class ControlPlane {

  /// Creating one takes a second or two; the official clients give it as long as this.
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /// A whole page of the list has some hundred kilobytes.
  private static final int LARGEST_ANSWER = 4 << 20;

  /// More pages than an account has sandboxes: a list that goes on for ever ends.
  private static final int PAGES = 50;

  private static final String OWNER = "manyhands";
  private static final String DESKTOP = "manyhands-desktop";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final E2bAccount account;
  private final Http http;

  ControlPlane(E2bAccount account, Http http) {
    this.account = account;
    this.http = http;
  }

  /// A sandbox of ours that the control plane knows, running or not.
  record Listed(String id, DesktopId desktop) {}

  /// When its time is over it is paused, not ended: whoever comes back finds it as it was left. Its
  /// ports are open to nobody without its own token.
  Sandbox create(DesktopSpec spec, Duration time) {
    Map<String, Object> wanted =
        Map.of(
            "templateID", account.template(),
            "timeout", time.toSeconds(),
            "secure", true,
            "autoPause", true,
            "allow_internet_access", spec.network() == Network.INTERNET,
            "network", Map.of("allowPublicTraffic", false),
            "metadata", Map.of(OWNER, account.owner(), DESKTOP, spec.id().value()),
            "envVars", Map.of("DISPLAY", Envd.DISPLAY));
    HttpResponse<byte[]> answer = send("POST", "/sandboxes", wanted);
    if (answer.statusCode() == 404) {
      throw new DesktopException(
          Code.UNAVAILABLE,
          "E2B has no template \"%s\" for this key: MANYHANDS_E2B_TEMPLATE names another%s"
              .formatted(account.template(), says(answer)));
    }
    return sandbox(expect(answer, 201));
  }

  /// Resumes it if it is paused, and gives it at least so much time from now on. Fails with `LOST`
  /// when it is gone.
  Sandbox connect(String id, Duration time) {
    HttpResponse<byte[]> answer =
        send("POST", "/sandboxes/" + id + "/connect", Map.of("timeout", time.toSeconds()));
    return sandbox(there(id, answer, 200, 201));
  }

  /// From now on it has so much time. Fails with `LOST` when it is gone.
  void extend(String id, Duration time) {
    there(
        id,
        send("POST", "/sandboxes/" + id + "/timeout", Map.of("timeout", time.toSeconds())),
        204);
  }

  void pause(String id) {
    HttpResponse<byte[]> answer = send("POST", "/sandboxes/" + id + "/pause", Map.of());
    if (answer.statusCode() != 409) {
      there(id, answer, 204);
    }
  }

  /// Does nothing when it is gone already.
  void kill(String id) {
    HttpResponse<byte[]> answer = send("DELETE", "/sandboxes/" + id, null);
    if (answer.statusCode() != 404) {
      expect(answer, 204);
    }
  }

  /// All of this installation, also those that are paused.
  List<Listed> list() {
    List<Listed> found = new ArrayList<>();
    String next = "";
    for (int page = 0; page < PAGES; page++) {
      HttpResponse<byte[]> answer = expect(send("GET", "/v2/sandboxes?" + query(next), null), 200);
      for (JsonNode each : json(answer)) {
        JsonNode tags = each.path("metadata");
        String desktop = tags.path(DESKTOP).asString("");
        // A server that does not know the filter sends everybody's.
        if (tags.path(OWNER).asString("").equals(account.owner()) && DesktopId.valid(desktop)) {
          found.add(new Listed(id(each), new DesktopId(desktop)));
        }
      }
      next = answer.headers().firstValue("X-Next-Token").orElse("");
      if (next.isEmpty()) {
        break;
      }
    }
    return List.copyOf(found);
  }

  private String query(String next) {
    String tags = URLEncoder.encode(OWNER + "=" + account.owner(), UTF_8);
    String query = "metadata=" + tags + "&state=running,paused&limit=100";
    return next.isEmpty() ? query : query + "&nextToken=" + URLEncoder.encode(next, UTF_8);
  }

  private HttpResponse<byte[]> send(String method, String path, @Nullable Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(account.api(path)).header("X-API-Key", account.key());
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }
    return Patient.send(() ->
        http.send(
            request.build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER),
            ANSWER,
            Code.UNAVAILABLE));
  }

  private HttpResponse<byte[]> there(String id, HttpResponse<byte[]> answer, Integer... wanted) {
    if (answer.statusCode() == 404) {
      throw new DesktopException(
          Code.LOST, "the sandbox " + id + " is gone: it was ended, or its time was over");
    }
    return expect(answer, wanted);
  }

  private HttpResponse<byte[]> expect(HttpResponse<byte[]> answer, Integer... wanted) {
    int status = answer.statusCode();
    if (List.of(wanted).contains(status)) {
      return answer;
    }
    throw switch (status) {
      case 401, 403 ->
          new DesktopException(
              Code.UNAVAILABLE,
              "E2B did not accept the key in E2B_API_KEY: put a good one there and start again"
                  + says(answer));
      case 429 -> Patient.tooMany(says(answer));
      case 501 ->
          new DesktopException(
              Code.UNSUPPORTED, "what answers as E2B here cannot do that" + says(answer));
      case 400 -> new DesktopException(Code.UNAVAILABLE, "E2B refused the request" + says(answer));
      default ->
          new DesktopException(
              Code.START_FAILED,
              "E2B answered with status " + status + ": try again later" + says(answer));
    };
  }

  private Sandbox sandbox(HttpResponse<byte[]> answer) {
    Sandbox sandbox = Sandbox.of(json(answer));
    id(json(answer));
    return sandbox;
  }

  /// It becomes a part of addresses.
  private String id(JsonNode sandbox) {
    String id = sandbox.path("sandboxID").asString("");
    if (!id.matches("[A-Za-z0-9-]{1,80}")) {
      throw new DesktopException(Code.PROTOCOL, "E2B names no sandbox in its answer");
    }
    return id;
  }

  private JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new DesktopException(
          Code.PROTOCOL,
          "what answers at " + account.api().getHost() + " is not E2B: it sent no JSON",
          e);
    }
  }

  /// The server's own words, which may be anything.
  private String says(HttpResponse<byte[]> answer) {
    String words;
    try {
      words = JSON.readTree(answer.body()).path("message").asString("");
    } catch (JacksonException _) {
      words = "";
    }
    return words.isBlank() ? "" : " (it says: " + account.harmless(words) + ")";
  }
}
