package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import manyhands.agent.Agent;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeMachine;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Account.Limits;
import manyhands.model.Model;
import manyhands.model.anthropic.ClaudeModel;
import manyhands.whiteboard.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A session whose agents ask Claude through its SDK and share one account, whose time passes only
/// while somebody waits.
final class SharedAccountTest {

  private static final List<String> TASKS = List.of("brie", "feta", "gouda", "edam");
  private static final int AGENTS = TASKS.size();
  private static final List<Piece> THOUGHTS = List.of(new Piece.Thinking("I think of cheese."));

  @TempDir Path folder;
  private Workshop shop;
  private FakeAnthropic fake;

  private final AtomicLong now = new AtomicLong();
  private final List<Duration> arrivals = new CopyOnWriteArrayList<>();
  private volatile IntFunction<@Nullable FakeReply> fault = _ -> null;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
    byte[] picture = picture();
    shop.opener =
        machine -> {
          FakeDesktop desktop = new FakeDesktop((FakeMachine) machine);
          desktop.onDraw = _ -> picture;
          return desktop;
        };
    fake = FakeAnthropic.start(this::answer);
  }

  @AfterEach
  void close() {
    fault = _ -> null;
    shop.close();
    fake.close();
  }

  private void pass(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now.addAndGet(time.toNanos());
  }

  /// Two looks, then the end; some request is answered with a fault instead.
  private FakeReply answer(JsonNode request) {
    int count;
    synchronized (arrivals) {
      arrivals.add(Duration.ofNanos(now.get()));
      count = arrivals.size();
    }
    FakeReply trouble = fault.apply(count);
    if (trouble != null) {
      return trouble;
    }
    return request.path("messages").size() < 5
        ? FakeReply.of(FakeReply.call("screenshot"))
        : FakeReply.of(FakeReply.call("finish", "result", "eaten", "evidence", "nothing is left"));
  }

  private Model model(Account account) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .apiKey(FakeAnthropic.KEY)
            .baseUrl(fake.url())
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build(),
        "claude-opus-5-5",
        account);
  }

  private SessionView run(Limits limits) {
    Model model = model(new Account(limits, now::get, () -> 0.5));
    for (String task : TASKS) {
      shop.crew.doings.put(
          task,
          bench ->
              new Agent(bench.seat(), model, bench.journal(), shop.blobs, _ -> {}, this::pass)
                  .run(bench.assignment(), bench.steering()));
    }
    return shop.ended(
        shop.sessions
            .open(
                new SessionRequest(
                    String.join("; ", TASKS), AGENTS, null, null, false, false, null, false))
            .id());
  }

  @Test
  void keepsToItsRequestsPerMinuteAndEveryAgentGetsDone() {
    int perMinute = 2;

    SessionView view = run(new Limits(perMinute, 0));

    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.COMPLETED);
    assertThat(arrivals).hasSize(3 * AGENTS);
    for (int i = perMinute; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i))
          .as("request %s", i + 1)
          .isGreaterThanOrEqualTo(Duration.ofSeconds(30L * (i + 1 - perMinute)));
    }
  }

  @Test
  void leavesTheProviderAloneTogetherWhenOneIsAskedTo() {
    fault =
        count ->
            count == AGENTS + 1
                ? new FakeReply.Refusal(
                    429, Map.of("retry-after", "180"), "rate_limit_error", "slow down")
                : null;

    SessionView view = run(Limits.NONE);

    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.COMPLETED);
    Duration again = arrivals.get(AGENTS).plusMinutes(3);
    assertThat(arrivals.subList(AGENTS + 1, arrivals.size()))
        .filteredOn(it -> it.compareTo(again) < 0)
        .as("those that were on their way already")
        .hasSizeLessThan(AGENTS);
  }

  @Test
  void livesThroughEveryPassingFault() {
    List<FakeReply> faults =
        List.of(
            refusal(429, "rate_limit_error", "slow down"),
            refusal(500, "api_error", "oops"),
            refusal(529, "overloaded_error", "Overloaded"),
            new FakeReply.Silence(),
            new FakeReply.Broken(THOUGHTS, 3),
            new FakeReply.Spoilt(THOUGHTS, "overloaded_error"));
    fault = count -> count % 3 == 0 ? faults.get(count / 3 % faults.size()) : null;

    SessionView view = run(Limits.NONE);

    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks()).extracting(TaskView::result).containsOnly("eaten");
    assertThat(fake.refusals()).isEmpty();
  }

  @Test
  void endsAtOnceWhenTheKeyIsRefusedAndGoesOnWithAnother() throws Exception {
    CountDownLatch others = new CountDownLatch(AGENTS - 1);
    Semaphore held = new Semaphore(0);
    fault =
        count -> {
          if (count < AGENTS) {
            others.countDown();
            return new FakeReply.Held(THOUGHTS, 2, held);
          }
          await(others);
          return refusal(401, "authentication_error", "invalid x-api-key " + FakeAnthropic.KEY);
        };

    SessionView failed = run(Limits.NONE);

    assertThat(failed.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(failed.reason()).contains("ANTHROPIC_API_KEY").doesNotContain(FakeAnthropic.KEY);
    assertThat(arrivals).as("nobody asks again").hasSize(AGENTS);
    assertThat(shop.provider.running).isEmpty();

    held.release(AGENTS);
    fault = _ -> null;
    shop.sessions.control().continueWith(failed.id(), "brie; feta", "a person");

    assertThat(shop.ended(failed.id()).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  /// The fake takes no text for a picture, as the real one does not.
  private static byte[] picture() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static FakeReply refusal(int status, String type, String words) {
    return new FakeReply.Refusal(status, Map.of(), type, words);
  }
}
