package manyhands.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The fake refuses what Anthropic's own service refuses: without that, what passes against it
/// would prove nothing.
class StrictFakeTest {

  private static final FakeAnthropic FAKE =
      FakeAnthropic.start(_ -> FakeReply.of(new Piece.Text("ok")));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void close() {
    FAKE.close();
    HTTP.close();
  }

  /// A screenshot was asked for and came.
  private static ObjectNode request() {
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                """
                {"model": "claude-opus-5-5", "max_tokens": 2000, "stream": true,
                 "system": [{"type": "text", "text": "s"}],
                 "tools": [{"type": "computer_toolset_20260801"},
                   {"name": "run", "input_schema": {"type": "object"}}],
                 "messages": [
                   {"role": "user", "content": [{"type": "text", "text": "go"}]},
                   {"role": "assistant", "content": [
                     {"type": "tool_use", "id": "c1", "name": "screenshot",
                      "toolset_name": "computer", "input": {}}]},
                   {"role": "user", "content": [
                     {"type": "tool_result", "tool_use_id": "c1", "toolset_name": "computer",
                      "content": [{"type": "text", "text": "Done."}]}]}]}\
                """);
  }

  private static String answer(ObjectNode request, String betas) throws Exception {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(FAKE.url() + "/v1/messages?beta=true"))
            .header("x-api-key", FakeAnthropic.KEY)
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()));
    if (!betas.isEmpty()) {
      post.header("anthropic-beta", betas);
    }
    HttpResponse<String> answer = HTTP.send(post.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void takesWhatIsWellFormed() throws Exception {
    assertThat(answer(request(), "")).startsWith("200 ");
  }

  private static Arguments wrong(String words, Consumer<ObjectNode> change) {
    return Arguments.of(words, "", change);
  }

  private static ArrayNode content(ObjectNode request, int message) {
    return (ArrayNode) request.path("messages").path(message).path("content");
  }

  private static ObjectNode block(ObjectNode request, int message) {
    return (ObjectNode) content(request, message).path(0);
  }

  private static ObjectNode tool(ObjectNode request) {
    return (ObjectNode) request.path("tools").path(0);
  }

  private static void older(ObjectNode request, String model, String tool) {
    request.put("model", model);
    ((ObjectNode) request.path("tools").path(0))
        .put("type", tool)
        .put("name", "computer")
        .put("display_width_px", 1280)
        .put("display_height_px", 800);
    block(request, 1).put("name", "computer").remove("toolset_name");
    block(request, 2).remove("toolset_name");
  }

  private static void pictures(ObjectNode request, int count, int width, int height) {
    ArrayNode content = (ArrayNode) block(request, 2).path("content");
    for (int i = 0; i < count; i++) {
      content
          .addObject()
          .put("type", "image")
          .putObject("source")
          .put("type", "base64")
          .put("media_type", "image/png")
          .put("data", png(width, height));
    }
  }

  private static String png(int width, int height) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", out);
      return Base64.getEncoder().encodeToString(out.toByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode edit(ObjectNode request, String type) {
    return request.putObject("context_management").putArray("edits").addObject().put("type", type);
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong("max_tokens: Field required", it -> it.remove("max_tokens")),
        wrong("model: Field required", it -> it.remove("model")),
        wrong("Extra inputs are not permitted", it -> it.put("temprature", 1)),
        Arguments.of("Unexpected value(s)", "tea-time-2026-01-01", (Consumer<ObjectNode>) _ -> {}),
        wrong(
            "without `tool_result` blocks",
            it ->
                content(it, 2).removeAll().addObject().put("type", "text").put("text", "and now?")),
        wrong("unexpected `tool_use_id`", it -> block(it, 2).put("tool_use_id", "c2")),
        wrong("toolset_name", it -> block(it, 1).put("toolset_name", "browser")),
        wrong("toolset_name", it -> block(it, 2).remove("toolset_name")),
        wrong("toolset_name", it -> block(it, 1).put("name", "run")),
        wrong(
            "text and images only",
            it -> ((ObjectNode) block(it, 2).path("content").path(0)).put("type", "document")),
        wrong(
            "must alternate", it -> ((ObjectNode) it.path("messages").path(1)).put("role", "user")),
        wrong("prefill", it -> ((ArrayNode) it.path("messages")).remove(2)),
        wrong("must be non-empty", it -> block(it, 0).put("text", "")),
        wrong(
            "Found 5",
            it -> {
              for (int i = 0; i < 5; i++) {
                content(it, 0)
                    .addObject()
                    .put("type", "text")
                    .put("text", "t")
                    .putObject("cache_control")
                    .put("type", "ephemeral");
              }
            }),
        wrong("Extra inputs", it -> tool(it).put("display_width_px", 1280)),
        wrong(
            "names must be unique", it -> ((ArrayNode) it.path("tools")).add(tool(it).deepCopy())),
        wrong("too large for computer use", it -> pictures(it, 1, 1600, 1000)),
        wrong("too large for computer use", it -> pictures(it, 1, 1500, 1500)),
        wrong(
            "max allowed size: 2000",
            it -> {
              ((ArrayNode) it.path("tools")).removeAll();
              block(it, 1).remove("toolset_name");
              block(it, 2).remove("toolset_name");
              pictures(it, 21, 2001, 10);
            }),
        wrong("too many images", it -> pictures(it, 101, 10, 10)),
        wrong(
            "invalid base64",
            it -> {
              pictures(it, 1, 10, 10);
              ((ObjectNode) block(it, 2).path("content").path(1).path("source")).put("data", "*");
            }),
        wrong(
            "media type",
            it -> {
              pictures(it, 1, 10, 10);
              ((ObjectNode) block(it, 2).path("content").path(1).path("source"))
                  .put("media_type", "image/jpeg");
            }),
        wrong("tool_choice", it -> it.putObject("tool_choice").put("type", "any")),
        wrong("thinking.type.disabled", it -> it.putObject("thinking").put("type", "disabled")),
        wrong(
            "thinking.type.enabled",
            it -> it.putObject("thinking").put("type", "enabled").put("budget_tokens", 1024)),
        wrong(
            "block_binding: Extra inputs",
            it ->
                it.putObject("thinking")
                    .put("type", "adaptive")
                    .putObject("block_binding")
                    .put("prefix_mismatch_behavior", "drop_block")),
        wrong(
            "Invalid `signature`",
            it ->
                content(it, 1)
                    .insertObject(0)
                    .put("type", "thinking")
                    .put("thinking", "hm")
                    .put("signature", "bm8=")),
        wrong("context_management: Extra inputs", it -> edit(it, "compact_20260112")),
        Arguments.of(
            "at least 50000",
            "compact-2026-01-12",
            (Consumer<ObjectNode>)
                it ->
                    edit(it, "compact_20260112")
                        .putObject("trigger")
                        .put("type", "input_tokens")
                        .put("value", 1000)),
        Arguments.of(
            "needs the beta",
            "compact-2026-01-12",
            (Consumer<ObjectNode>) it -> edit(it, "clear_tool_uses_20250919")),
        Arguments.of(
            "is not known",
            "compact-2026-01-12",
            (Consumer<ObjectNode>) it -> edit(it, "compact_20300101")),
        wrong(
            "'compaction' does not match",
            it ->
                content(it, 1).insertObject(0).put("type", "compaction").put("content", "so far")),
        wrong(
            "found using 'type' does not match",
            it -> older(it, "claude-opus-4-6", "computer_20251124")),
        Arguments.of(
            "'claude-opus-5-5' does not support tool types: computer_20251124",
            "computer-use-2025-11-24",
            (Consumer<ObjectNode>) it -> older(it, "claude-opus-5-5", "computer_20251124")),
        wrong(
            "does not support tool types: computer_toolset_20260801",
            it -> it.put("model", "claude-sonnet-4-6")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRequests")
  void refusesWhatIsNot(String words, String betas, Consumer<ObjectNode> change) throws Exception {
    ObjectNode request = request();
    change.accept(request);

    assertThat(answer(request, betas)).startsWith("400 ").contains(words);
  }

  @Test
  void refusesWhoHasNoKeyAndWhatIsTooLarge() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(FAKE.url() + "/v1/messages"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(HTTP.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);

    ObjectNode large = request();
    block(large, 0).put("text", "x".repeat(33 << 20));
    assertThat(answer(large, "")).startsWith("413 ").contains("request_too_large");
  }
}
