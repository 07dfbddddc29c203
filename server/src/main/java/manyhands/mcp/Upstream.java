package manyhands.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door of a server, for one client. When the server is gone, the next call goes to another
/// one, where the client's session is begun anew; a call that was under way is answered with an
/// error, for nobody knows how much of it was done. Safe for use by many threads.
public final class Upstream implements AutoCloseable {

  /// Where a server is now. Fails with an exception whose message is told to the client.
  @FunctionalInterface
  public interface Servers {
    Place find();
  }

  /// A server's address, without a path, and its token.
  public record Place(URI address, String token) {}

  /// A server in which the client's session has begun, or has not yet.
  private record Link(Place place, @Nullable String session, @Nullable String version) {}

  private static final int LOST = -32_000;
  private static final String SESSION = "Mcp-Session-Id";
  private static final String BEGUN =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Servers servers;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private @Nullable Link link;

  /// How the client began its session.
  private byte @Nullable [] beginning;

  public Upstream(Servers servers) {
    this.servers = servers;
  }

  /// The session of the transport is unknown to the server: it was ended, or is another server's.
  private static final class SessionGone extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// Hands on a message that nobody answers.
  void tell(byte[] message) {
    try {
      InputStream _ = send(linked(), message).body();
    } catch (IOException | RuntimeException e) {
      // The next call says to the client what is wrong.
      System.getLogger(Upstream.class.getName())
          .log(System.Logger.Level.DEBUG, "a notification was lost", e);
    }
  }

  /// Hands on a request; `hear` gets everything that the server says to it, an answer as the last.
  void ask(JsonNode request, byte[] message, Consumer<JsonNode> hear) {
    JsonNode id = request.path("id");
    boolean begins = request.path("method").asString("").equals("initialize");
    try {
      Link before = begins ? begin(message) : linked();
      try {
        exchange(before, id, message, hear);
      } catch (ConnectException | SessionGone e) {
        // Nothing of it was done.
        exchange(begins ? fresh() : again(before), id, message, hear);
      }
    } catch (IOException e) {
      hear.accept(
          error(
              id,
              "The Manyhands server ended in the middle of this call, so it may have happened in"
                  + " part. Look before you try again."));
    } catch (RuntimeException e) {
      hear.accept(error(id, String.valueOf(e.getMessage())));
    }
  }

  private static JsonNode error(JsonNode id, String words) {
    return Envelope.fault(200, id, LOST, words).body();
  }

  private synchronized Link begin(byte[] message) {
    beginning = message;
    link = new Link(link == null ? servers.find() : link.place(), null, null);
    return link;
  }

  private synchronized Link fresh() {
    link = new Link(servers.find(), null, null);
    return link;
  }

  private synchronized Link linked() {
    if (link == null) {
      link = new Link(servers.find(), null, null);
    }
    return link;
  }

  /// Begins the client's session in the server that is there now, unless another call has done it.
  private synchronized Link again(Link lost) throws IOException {
    if (link != null && !link.equals(lost)) {
      return link;
    }
    Link fresh = new Link(servers.find(), null, null);
    link = fresh;
    if (beginning != null) {
      exchange(fresh, MAPPER.readTree(beginning).path("id"), beginning, _ -> {});
      InputStream _ = send(linked(), BEGUN.getBytes(StandardCharsets.UTF_8)).body();
    }
    return linked();
  }

  private synchronized void begun(Link at, String session, JsonNode answer) {
    if (at.equals(link)) {
      String version = answer.path("result").path("protocolVersion").asString(null);
      link = new Link(at.place(), session, version);
    }
  }

  private void exchange(Link at, JsonNode id, byte[] message, Consumer<JsonNode> hear)
      throws IOException {
    HttpResponse<InputStream> response = send(at, message);
    try (InputStream body = response.body()) {
      if (response.statusCode() == 404 && at.session() != null) {
        throw new SessionGone();
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean answered =
          type.startsWith("text/event-stream")
              ? events(body, id, hear)
              : plain(response, at, id, body, hear);
      if (!answered) {
        throw new IOException("the answer is missing");
      }
    } catch (JacksonException e) {
      throw new IOException("the server answered something that is not JSON", e);
    }
  }

  private boolean plain(
      HttpResponse<InputStream> response,
      Link at,
      JsonNode id,
      InputStream body,
      Consumer<JsonNode> hear)
      throws IOException {
    JsonNode answer = MAPPER.readTree(body.readAllBytes());
    if (!answer.isObject()) {
      return false;
    }
    response.headers().firstValue(SESSION).ifPresent(session -> begun(at, session, answer));
    String refusal = answer.path("detail").asString("");
    hear.accept(refusal.isEmpty() ? answer : error(id, refusal));
    return true;
  }

  /// Hands over what a stream says until it ends; whether the answer was among it.
  private static boolean events(InputStream stream, JsonNode id, Consumer<JsonNode> hear)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    boolean answered = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        JsonNode message = MAPPER.readTree(line.substring("data:".length()));
        answered |= message.path("id").equals(id) && !message.has("method");
        hear.accept(message);
      }
    }
    return answered;
  }

  private HttpResponse<InputStream> send(Link at, byte[] message) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.place().address().resolve(McpDoor.PATH))
            .header("Authorization", "Bearer " + at.place().token())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofByteArray(message));
    if (at.session() != null) {
      request.header(SESSION, at.session());
    }
    if (at.version() != null) {
      request.header("MCP-Protocol-Version", at.version());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
