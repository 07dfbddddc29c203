package manyhands.app;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A server spoken to over REST: this process's own, or the one that holds the data folder.
final class ServerClient implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /// The comment that the server sends when nothing happens.
  private static final String HEARTBEAT = ":";

  /// A stream that breaks so often has no server behind it any more.
  private static final int MAX_RECONNECTS = 5;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ServerAddress server;
  private final String token;

  ServerClient(ServerAddress server, String token) {
    this.server = server;
    this.token = token;
  }

  /// The one that holds a data folder now.
  static ServerClient at(Path folder) {
    ServerAddress server =
        ServerAddress.of(folder)
            .orElseThrow(() ->
                new Trouble(
                    "no Manyhands works in %s: say with --data where, or start it with \"manyhands serve\"."
                        .formatted(folder)));
    return new ServerClient(server, Secret.token(folder));
  }

  /// What somebody typed, if it can be the id of a session.
  static String sessionId(String typed) {
    if (!typed.matches("[A-Za-z0-9._-]{1,100}")) {
      throw new Trouble("\"" + Clean.line(typed, 60) + "\" is not the id of a session.");
    }
    return typed;
  }

  /// Opens a session with files for its desktops, and returns its id.
  String open(ObjectNode request, List<Path> files) {
    String json = MAPPER.writeValueAsString(request);
    JsonNode session =
        files.isEmpty()
            ? post("/api/sessions", json)
            : json(send(Form.of(json, files).post(request("/api/sessions")), ofString()));
    return session.path("id").asString();
  }

  /// The same without files.
  String open(ObjectNode request) {
    return open(request, List.of());
  }

  JsonNode session(String id) {
    return get("/api/sessions/" + id);
  }

  JsonNode get(String path) {
    return json(send(request(path).build(), ofString()));
  }

  void stop(String id) {
    post("/api/sessions/" + id + "/stop", "");
  }

  /// Begins the work on a plan that is reviewed.
  void start(String id) {
    post("/api/sessions/" + id + "/start", "");
  }

  /// Answers what an agent asks.
  void approve(String id, String approval, boolean allow) {
    post("/api/sessions/" + id + "/approvals/" + encoded(approval), "{\"allow\": " + allow + "}");
  }

  /// Lets a session or a task use more.
  void raise(String id, ObjectNode more) {
    post("/api/sessions/" + id + "/budget", more.toString());
  }

  /// Lets a session, or one agent of it, go on: at its budget, with as much again.
  void resume(String id, @Nullable String agent) {
    String whose = agent == null ? "" : "/agents/" + encoded(agent);
    post("/api/sessions/" + id + whose + "/resume", "");
  }

  /// Tells an agent what it asks.
  void tell(String id, String question, String text) {
    String body = MAPPER.createObjectNode().put("text", text).toString();
    post("/api/sessions/" + id + "/questions/" + encoded(question), body);
  }

  /// Hands over every fact of a session in order, until it is complete and nobody continued it.
  void follow(String id, Consumer<JsonNode> listener) {
    long seen = 0;
    for (int attempt = 0; attempt <= MAX_RECONNECTS; attempt++) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/api/sessions/" + id + "/events?after=" + seen))
              .header("Authorization", "Bearer " + token)
              .header("Accept", "text/event-stream")
              .build();
      try (Stream<String> lines = send(request, BodyHandlers.ofLines()).body()) {
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
          String line = each.next();
          if (line.startsWith(HEARTBEAT) && endIsUntold(id)) {
            return;
          }
          if (!line.startsWith("data: ")) {
            continue;
          }
          JsonNode fact = MAPPER.readTree(line.substring("data: ".length()));
          if (!fact.has("seq")) {
            // Thinking that streams by; it comes again as a fact.
            continue;
          }
          seen = fact.path("seq").asLong();
          attempt = 0;
          listener.accept(fact);
          if (fact.path("type").asString().equals("session:complete") && isLast(id, fact)) {
            return;
          }
        }
      } catch (java.io.UncheckedIOException e) {
        pause();
      }
    }
    throw new Trouble("the server ended before the session did; it goes on when the server does.");
  }

  /// A session that somebody continues goes on after its end.
  private boolean isLast(String id, JsonNode end) {
    return session(id).path("endedAt").equals(end.path("at"));
  }

  /// A full disk keeps the last facts of a session from being stored; the server says that it
  /// ended.
  private boolean endIsUntold(String id) {
    return session(id).path("status").asString().equals("failed");
  }

  /// A session as a zip; reading it may take as long as it takes.
  InputStream export(String id) {
    HttpRequest request = request("/api/sessions/" + id + "/export").build();
    return send(request, BodyHandlers.ofInputStream()).body();
  }

  InputStream artifact(String id, String name) {
    HttpRequest request = request("/api/sessions/" + id + "/artifacts/" + encoded(name)).build();
    return send(request, BodyHandlers.ofInputStream()).body();
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode post(String path, String body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return json(send(request, ofString()));
  }

  private HttpRequest.Builder request(String path) {
    URI uri = server.uri(path);
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER_WITHIN)
        .header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpResponse<T> response = http.send(request, handler);
      if (response.statusCode() >= 300 && !(response.body() instanceof String)) {
        throw new Trouble(
            "the server answered " + response.statusCode() + " to " + request.uri().getPath());
      }
      return response;
    } catch (IOException e) {
      throw new Trouble("the server of this data folder does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted.", e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      JsonNode body = MAPPER.readTree(response.body());
      if (response.statusCode() >= 300) {
        throw new Trouble(body.path("detail").asString("the server refused."));
      }
      return body;
    } catch (JacksonException e) {
      throw new Trouble("the server answered something that is not JSON.", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted.", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
