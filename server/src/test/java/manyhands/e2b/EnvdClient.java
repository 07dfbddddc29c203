package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import manyhands.envd.Envelope;
import tools.jackson.databind.JsonNode;

/// Speaks to envd byte by byte.
record EnvdClient(HttpClient http, int port) {

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("E2b-Sandbox-Id", EnvdHost.ID)
        .header("E2b-Sandbox-Port", "49983");
  }

  HttpRequest.Builder mine(String path) {
    return to(path).header("X-Access-Token", EnvdHost.TOKEN);
  }

  HttpResponse<String> call(String path, String json) throws Exception {
    return http.send(
        mine(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(HttpRequest.Builder request, String type, BodyPublisher body)
      throws Exception {
    return http.send(
        request.header("Content-Type", type).POST(body).build(), BodyHandlers.ofString());
  }

  /// The answer to a streaming call whose request is these bytes.
  InputStream stream(String path, byte[] request, String... headers) throws Exception {
    HttpRequest.Builder call =
        mine(path)
            .header("Content-Type", "application/connect+json")
            .POST(BodyPublishers.ofByteArray(request));
    if (headers.length > 0) {
      call.headers(headers);
    }
    return http.send(call.build(), BodyHandlers.ofInputStream()).body();
  }

  InputStream start(String line, String... headers) throws Exception {
    JsonNode message =
        Wire.object()
            .set(
                "process",
                Wire.object()
                    .put("cmd", "/bin/bash")
                    .set("args", Wire.JSON.valueToTree(List.of("-l", "-c", line))));
    byte[] json = Wire.JSON.writeValueAsBytes(message);
    return stream("/process.Process/Start", new Envelope(0, json).bytes(), headers);
  }

  /// The next message of a stream; the one that ends it, too.
  static JsonNode next(InputStream from) throws IOException {
    return Wire.read(Envelope.read(from, 1 << 20).orElseThrow().json());
  }

  /// All of them to the end.
  static List<JsonNode> all(InputStream from) throws IOException {
    List<JsonNode> messages = new ArrayList<>();
    while (true) {
      Envelope envelope = Envelope.read(from, 1 << 20).orElseThrow();
      messages.add(Wire.read(envelope.json()));
      if (envelope.isEnd()) {
        return messages;
      }
    }
  }

  static long pid(JsonNode started) {
    return started.path("event").path("start").path("pid").asLong();
  }

  static String said(List<JsonNode> messages) {
    StringBuilder all = new StringBuilder();
    messages.forEach(message -> {
      String data = message.path("event").path("data").path("stdout").asString("");
      all.append(new String(Base64.getDecoder().decode(data), UTF_8));
    });
    return all.toString();
  }
}
