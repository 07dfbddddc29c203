package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.envd.ConnectCode;
import manyhands.envd.Envelope;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The daemon inside one sandbox: Connect in JSON, and files over plain HTTP. Whatever it answers
/// is hostile.
final class Envd {

  static final String DISPLAY = ":0";

  static final JsonMapper JSON = JsonMapper.shared();

  /// A call that only passes something on takes milliseconds; across the world, a second.
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /// So often a stream says that it lives; longer than a proxy waits would break it.
  private static final String KEEPALIVE = "50";

  private static final int LARGEST_ANSWER = 1 << 20;

  private final E2bAccount account;
  private final Http http;
  private final Supplier<Sandbox> sandbox;
  private final Runnable gone;

  /// `gone` hears that the sandbox does not run any more.
  Envd(E2bAccount account, Http http, Supplier<Sandbox> sandbox, Runnable gone) {
    this.account = account;
    this.http = http;
    this.sandbox = sandbox;
    this.gone = gone;
  }

  /// One call with one answer; empty when it says `not_found`.
  Optional<JsonNode> call(String method, Map<String, Object> message) {
    HttpRequest request =
        request("/" + method, ANSWER)
            .header("Content-Type", "application/json")
            .header("connect-protocol-version", "1")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)))
            .build();
    HttpResponse<byte[]> answer =
        http.send(
            request,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER),
            ANSWER,
            Code.LOST);
    if (answer.statusCode() == 200) {
      return Optional.of(json(answer.body()));
    }
    if (code(answer.body()).equals(Optional.of(ConnectCode.NOT_FOUND))) {
      return Optional.empty();
    }
    throw failure(answer.statusCode(), answer.body());
  }

  /// One call with a stream of answers: envelopes, until it is closed. After `deadline` the daemon
  /// ends what the call began; without one it goes on also when the stream is closed.
  InputStream stream(String method, Map<String, Object> message, Optional<Duration> deadline) {
    HttpRequest.Builder request =
        request("/" + method, ANSWER)
            .header("Content-Type", "application/connect+json")
            .header("connect-protocol-version", "1")
            .header("keepalive-ping-interval", KEEPALIVE)
            .POST(
                BodyPublishers.ofByteArray(
                    new Envelope(Envelope.MESSAGE, JSON.writeValueAsBytes(message)).bytes()));
    deadline.ifPresent(time -> request.header("connect-timeout-ms", "" + time.toMillis()));
    HttpResponse<InputStream> answer =
        http.send(request.build(), BodyHandlers.ofInputStream(), ANSWER, Code.LOST);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() != 200) {
      throw failure(answer.statusCode(), start(answer.body()));
    }
    if (!type.startsWith("application/connect+json")) {
      close(answer.body());
      throw new DesktopException(
          Code.PROTOCOL, "the sandbox answered with " + account.harmless(type) + ", no stream");
    }
    return answer.body();
  }

  /// A file's bytes, as they come.
  HttpResponse<InputStream> download(String path) {
    return http.send(
        request("/files?path=" + URLEncoder.encode(path, UTF_8), ANSWER).GET().build(),
        BodyHandlers.ofInputStream(),
        ANSWER,
        Code.LOST);
  }

  HttpResponse<byte[]> upload(String path, String contentType, BodyPublisher body, Duration time) {
    return http.send(
        request("/files?path=" + URLEncoder.encode(path, UTF_8), time)
            .header("Content-Type", contentType)
            .POST(body)
            .build(),
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER),
        time,
        Code.LOST);
  }

  /// What a status means that no call wants: the sandbox's end, a refusal, or something in words.
  DesktopException failure(int status, byte[] body) {
    return switch (status) {
      case 502 -> {
        gone.run();
        yield new DesktopException(
            Code.LOST,
            "the sandbox "
                + sandbox.get().id()
                + " does not run any more: it was ended, paused or"
                + " its time was over");
      }
      case 401, 403 ->
          new DesktopException(
              Code.AUTHENTICATION, "the sandbox did not accept our token" + says(body));
      default ->
          new DesktopException(
              Code.UNSUPPORTED, "the sandbox answered with status " + status + says(body));
    };
  }

  private HttpRequest.Builder request(String path, Duration time) {
    Sandbox now = sandbox.get();
    URI address = account.sandbox(now.id(), now.domain(), E2bAccount.ENVD);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).timeout(time);
    now.headers(E2bAccount.ENVD).forEach(request::header);
    return request;
  }

  static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new DesktopException(Code.PROTOCOL, "the sandbox sent no JSON", e);
    }
  }

  private static Optional<ConnectCode> code(byte[] body) {
    try {
      return ConnectCode.of(JSON.readTree(body).path("code").asString(""));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private String says(byte[] body) {
    String words;
    try {
      words = JSON.readTree(body).path("message").asString("");
    } catch (JacksonException _) {
      words = "";
    }
    return words.isBlank() ? "" : " (it says: " + account.harmless(words) + ")";
  }

  static byte[] start(InputStream body) {
    try (body) {
      return body.readNBytes(LARGEST_ANSWER);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // It ends here either way.
    }
  }
}
