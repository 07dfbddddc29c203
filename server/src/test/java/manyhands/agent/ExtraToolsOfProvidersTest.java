package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import manyhands.desktop.Size;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.ToolSpec;
import manyhands.model.anthropic.ClaudeModel;
import manyhands.model.openai.ChatModel;
import manyhands.model.openai.ChatSettings;
import manyhands.model.openai.Coordinates;
import manyhands.model.openai.ResponsesModel;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Other servers' tools with every provider, each behind a server that refuses what the real one
/// refuses.
final class ExtraToolsOfProvidersTest {

  private static final ObjectNode SCHEMA =
      (ObjectNode)
          JsonMapper.shared()
              .readTree("{\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"integer\"}}}");

  private final Bench bench = new Bench();
  private final AtomicInteger steps = new AtomicInteger();
  private final StringBuilder called = new StringBuilder();

  private final ExtraTools servers =
      new ExtraTools() {
        @Override
        public List<ExtraTool> tools() {
          ToolSpec spec = new ToolSpec("map__tile", "A tool of the server map.", SCHEMA);
          return List.of(new ExtraTool("map", "tile", spec, false));
        }

        @Override
        public ExtraAnswer call(ExtraTool tool, ObjectNode arguments, Duration atMost) {
          called.append(arguments);
          return new ExtraAnswer.Given(
              "a tile", List.of(new ExtraAnswer.Picture(jpeg(8), "image/jpeg", new Size(8, 8))));
        }
      };

  ExtraToolsOfProvidersTest() {
    byte[] picture = jpeg(64);
    bench.desktop.onDraw = _ -> picture;
  }

  private static byte[] jpeg(int edge) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private FakeReply reply() {
    return FakeReply.of(
        steps.incrementAndGet() <= 2
            ? FakeReply.call("map__tile", "x", 500)
            : FakeReply.call("fail", "reason", "enough"));
  }

  /// What was sent with the last question.
  private String worksWith(Model model, IntFunction<JsonNode> requests) {
    Assignment assignment = Bench.assignment("map", Budget.DEFAULT);
    TaskEnd end =
        new Agent(bench.seat, model, bench.log, bench.blobs, _ -> {}, bench.slept::add)
            .run(assignment, Steering.NONE, servers);
    assertThat(end).isEqualTo(new TaskEnd.Failed("enough"));
    // As the model said it: these are no coordinates of the screen.
    assertThat(called).hasToString("{\"x\":500}{\"x\":500}");
    assertThat(bench.events(Event.PictureGiven.class)).hasSize(2);
    assertThat(requests.apply(0).path("tools")).isEqualTo(requests.apply(2).path("tools"));
    return requests.apply(2).toString();
  }

  @Test
  void claudeIsGivenThemAndReadsItsCache() {
    try (FakeAnthropic fake = FakeAnthropic.start(_ -> reply())) {
      Model claude =
          new ClaudeModel(
              AnthropicOkHttpClient.builder()
                  .apiKey(FakeAnthropic.KEY)
                  .baseUrl(fake.url())
                  .maxRetries(0)
                  .checkJacksonVersionCompatibility(false)
                  .build(),
              "claude-opus-5-5",
              Account.unlimited());
      assertThat(worksWith(claude, i -> fake.requests().get(i)))
          .contains("the answer of the tool map__tile");
      assertThat(fake.refusals()).isEmpty();
      assertThat(bench.events(Event.ModelAnswered.class).get(2).usage().cacheRead()).isPositive();
    }
  }

  private static OpenAIClient openAi(FakeOpenAi fake) {
    return OpenAIOkHttpClient.builder()
        .apiKey(FakeOpenAi.KEY)
        .baseUrl(fake.url())
        .maxRetries(0)
        .checkJacksonVersionCompatibility(false)
        .build();
  }

  @Test
  void openAiIsGivenThemAsFunctionsBesideItsComputer() {
    try (FakeOpenAi fake = FakeOpenAi.start(_ -> reply())) {
      Model model = new ResponsesModel(openAi(fake), "gpt-5.4", Account.unlimited());
      assertThat(worksWith(model, i -> fake.requests().get(i)))
          .contains("input_image", "map__tile");
      assertThat(fake.refusals()).isEmpty();
    }
  }

  @Test
  void dedalusIsGivenThemBesideTheDesktopAndItsOwnServersGoAlong() {
    try (FakeOpenAi fake = FakeOpenAi.startDedalus(_ -> reply())) {
      ChatSettings settings =
          new ChatSettings(
              "dedalus",
              "DEDALUS_API_KEY",
              Coordinates.THOUSANDTHS,
              List.of("dedalus-labs/brave-search", "https://mcp.example/mcp"));
      Model model = new ChatModel(openAi(fake), "openai/gpt-5", settings, Account.unlimited());
      worksWith(model, i -> fake.requests().get(i));
      assertThat(fake.refusals()).isEmpty();
      JsonNode sent = fake.requests().getLast();
      assertThat(sent.path("mcp_servers").toString())
          .isEqualTo("[\"dedalus-labs/brave-search\",\"https://mcp.example/mcp\"]");
      assertThat(sent.path("tools").valueStream())
          .extracting(tool -> tool.at("/function/name").stringValue(""))
          .contains("screenshot", "click", "type_text", "press_key", "double_click", "map__tile");
    }
  }
}
