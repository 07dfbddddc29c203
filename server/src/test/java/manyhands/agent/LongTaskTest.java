package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import manyhands.desktop.CommandResult;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.TokenUse;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.anthropic.ClaudeModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An agent at work for many steps with Claude, through Anthropic's SDK, against a server that
/// refuses what the real one refuses: its account is one of those where a thought counts only
/// behind exactly the words that it was thought behind.
class LongTaskTest {

  private static final byte[] PICTURE = jpeg();
  private static final Budget BUDGET = new Budget(200, Long.MAX_VALUE, Duration.ofMinutes(5));

  private final AtomicInteger steps = new AtomicInteger();
  private IntFunction<FakeReply> script = _ -> FakeReply.of(new Piece.Text("?"));
  private final FakeAnthropic fake =
      FakeAnthropic.start(_ -> script.apply(steps.incrementAndGet()));
  private final Bench bench = new Bench();

  LongTaskTest() {
    bench.desktop.onDraw =
        number -> {
          byte[] mark = ("frame " + number).getBytes(StandardCharsets.UTF_8);
          byte[] picture = Arrays.copyOf(PICTURE, PICTURE.length + mark.length);
          System.arraycopy(mark, 0, picture, PICTURE.length, mark.length);
          return picture;
        };
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private ClaudeModel model(String id) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .apiKey(FakeAnthropic.KEY)
            .baseUrl(fake.url())
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build(),
        id,
        Account.unlimited());
  }

  private static FakeReply click(int step) {
    return FakeReply.of(
        new Piece.Thinking("Step " + step),
        FakeReply.call("left_click", "coordinate", List.of(step % 1280, 10 * step % 800)));
  }

  private static FakeReply enough() {
    return FakeReply.of(FakeReply.call("fail", "reason", "enough"));
  }

  @Test
  void everyStepButTheFirstReadsFromTheCacheAndNoThoughtIsLostByPruning() {
    int last = 45;
    script = step -> step < last ? click(step) : enough();

    TaskEnd end = bench.run(model("claude-opus-5-5"), Bench.assignment("click", BUDGET));

    assertThat(end).isEqualTo(new TaskEnd.Failed("enough"));
    assertThat(fake.refusals()).isEmpty();
    assertThat(fake.droppedThoughts()).isZero();
    List<TokenUse> uses =
        bench.events(Event.ModelAnswered.class).stream().map(Event.ModelAnswered::usage).toList();
    assertThat(uses).hasSize(last);
    List<Integer> pruned = new ArrayList<>();
    for (int step = 2; step <= last; step++) {
      assertThat(uses.get(step - 1).cacheRead()).as("step %s", step).isPositive();
      // All that was sent the time before is read, unless pictures have given way.
      if (pictures(step) < pictures(step - 1)) {
        pruned.add(step);
      } else {
        assertThat(uses.get(step - 1).cacheRead())
            .as("step %s", step)
            .isGreaterThanOrEqualTo(uses.get(step - 2).input() - 1);
      }
      assertThat(pictures(step)).isBetween(1, Transcript.MOST_PICTURES);
    }
    assertThat(pruned).hasSize(2);
  }

  /// How many pictures went with the request of that step.
  private int pictures(int step) {
    return (int) fake.requests().get(step - 1).findValues("media_type").stream().count();
  }

  @Test
  void aLongConversationIsSummedUpAndGoesOnFromTheSummaryAlsoAfterARestart() {
    byte[] pages = "all work and no play ".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    bench.desktop.machine().onRun = _ -> new CommandResult(0, pages, new byte[0], false, false);
    script = step -> step < 40 ? read(step) : enough();
    ClaudeModel model = model("claude-opus-5-5");

    TaskEnd end = bench.run(model, Bench.assignment("read", BUDGET));

    assertThat(end).isEqualTo(new TaskEnd.Failed("enough"));
    assertThat(fake.refusals()).isEmpty();
    assertThat(fake.droppedThoughts()).isZero();
    int summed = firstSummed();
    assertThat(summed).isBetween(3, 39);
    assertThat(bench.events(Event.ModelAnswered.class).get(summed - 1).thinking().getFirst().text())
        .contains("What happened so far");
    // The request after it holds the summary, and costs less than the one that was summed up.
    assertThat(fake.requests().get(summed).findValuesAsString("type")).contains("compaction");
    List<TokenUse> uses =
        bench.events(Event.ModelAnswered.class).stream().map(Event.ModelAnswered::usage).toList();
    assertThat(uses.get(summed).input()).isLessThan(uses.get(summed - 1).input() / 2);

    // Another process reads the same conversation from the log, summary and all.
    List<Event> facts = bench.events();
    Transcript again =
        new Transcript(
            Bench.assignment("read", BUDGET), model.computer(), new Pictures(bench.blobs)::bytes);
    facts.forEach(again::apply);
    script = _ -> enough();
    var _ = model.ask(again.conversation(), _ -> {});
    assertThat(fake.refusals()).isEmpty();
    assertThat(fake.droppedThoughts()).isZero();
    assertThat(fake.requests().getLast().findValuesAsString("type")).contains("compaction");
  }

  private static FakeReply read(int step) {
    return FakeReply.of(
        new Piece.Thinking("I read on: " + step),
        FakeReply.call("run_command", "command", "cat book | tail -n +" + step));
  }

  /// The step whose reply began with a summary.
  private int firstSummed() {
    List<JsonNode> requests = fake.requests();
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i).findValuesAsString("type").contains("compaction")) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] jpeg() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
