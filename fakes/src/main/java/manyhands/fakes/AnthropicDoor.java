package manyhands.fakes;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One of the three ways in: Anthropic's own, Amazon Bedrock's and Google Vertex AI's. They differ
/// in the path, in where the model and the betas stand, in what proves who asks, and in how events
/// are framed. For one request.
record AnthropicDoor(AnthropicKinds.Door kind, String model) {

  private static final Pattern BEDROCK =
      Pattern.compile("/model/([^/]+)/invoke-with-response-stream");
  private static final Pattern VERTEX =
      Pattern.compile(
          "/v1/projects/[^/]+/locations/[^/]+/publishers/anthropic/models/([^/:]+):streamRawPredict");

  /// The way in of that path; null when there is none.
  static @Nullable AnthropicDoor of(String path) {
    if (path.equals("/v1/messages")) {
      return new AnthropicDoor(AnthropicKinds.Door.ANTHROPIC, "");
    }
    Matcher bedrock = BEDROCK.matcher(path);
    if (bedrock.matches()) {
      String id = URLDecoder.decode(bedrock.group(1), StandardCharsets.UTF_8);
      return new AnthropicDoor(AnthropicKinds.Door.BEDROCK, id);
    }
    Matcher vertex = VERTEX.matcher(path);
    return vertex.matches() ? new AnthropicDoor(AnthropicKinds.Door.VERTEX, vertex.group(1)) : null;
  }

  /// Whether who asks may. The older SDKs send Anthropic's key as `x-api-key`, the newer as a
  /// bearer token; Amazon takes a signature, too.
  boolean admits(HttpExchange exchange) {
    String bearer = exchange.getRequestHeaders().getFirst("authorization");
    boolean known = ("Bearer " + FakeAnthropic.KEY).equals(bearer);
    return switch (kind) {
      case ANTHROPIC ->
          known || FakeAnthropic.KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"));
      case BEDROCK ->
          known
              || (bearer != null
                  && bearer.matches(
                      "AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[^/]+/bedrock/aws4_request,.*"));
      case VERTEX -> known;
    };
  }

  /// The betas that a request names.
  String betas(HttpExchange exchange, JsonNode body) {
    String header =
        String.join(",", exchange.getRequestHeaders().getOrDefault("anthropic-beta", List.of()));
    StringBuilder betas = new StringBuilder(header);
    for (JsonNode beta : body.path("anthropic_beta")) {
      betas.append(betas.isEmpty() ? "" : ",").append(beta.stringValue(""));
    }
    return betas.toString();
  }

  /// The body as Anthropic's own door would get it; null when the version is not that of this door.
  @Nullable JsonNode plain(JsonNode body) {
    if (kind == AnthropicKinds.Door.ANTHROPIC || !(body instanceof ObjectNode object)) {
      return body;
    }
    String version =
        kind == AnthropicKinds.Door.BEDROCK ? "bedrock-2023-05-31" : "vertex-2023-10-16";
    if (!object.path("anthropic_version").stringValue("").equals(version) || object.has("model")) {
      return null;
    }
    ObjectNode plain = object.deepCopy();
    plain.remove("anthropic_version");
    plain.remove("anthropic_beta");
    return plain.put("model", model.substring(Math.max(0, model.indexOf("claude-"))));
  }

  String contentType() {
    return kind == AnthropicKinds.Door.BEDROCK
        ? "application/vnd.amazon.eventstream"
        : "text/event-stream; charset=utf-8";
  }

  /// An event as it travels.
  byte[] framed(ObjectNode event) {
    byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
    if (kind != AnthropicKinds.Door.BEDROCK) {
      String type = event.path("type").stringValue();
      return ("event: " + type + "\ndata: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
    if (event.path("type").stringValue("").equals("error")) {
      String words = event.path("error").path("message").stringValue("");
      return frame(
          ":exception-type",
          "throttlingException",
          "exception",
          JsonMapper.shared().createObjectNode().put("message", words));
    }
    return frame(
        ":event-type",
        "chunk",
        "event",
        JsonMapper.shared()
            .createObjectNode()
            .put("bytes", Base64.getEncoder().encodeToString(json)));
  }

  /// Amazon's frame: lengths, their checksum, headers, payload, checksum of all.
  private static byte[] frame(String header, String value, String type, ObjectNode payload) {
    try {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      DataOutputStream named = new DataOutputStream(headers);
      header(named, header, value);
      header(named, ":content-type", "application/json");
      header(named, ":message-type", type);
      byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(frame);
      out.writeInt(16 + headers.size() + bytes.length);
      out.writeInt(headers.size());
      out.writeInt(crc(frame.toByteArray()));
      out.write(headers.toByteArray());
      out.write(bytes);
      out.writeInt(crc(frame.toByteArray()));
      return frame.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void header(DataOutputStream out, String name, String value) throws IOException {
    byte text = 7;
    out.writeByte(name.length());
    out.write(name.getBytes(StandardCharsets.US_ASCII));
    out.writeByte(text);
    out.writeShort(value.length());
    out.write(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
