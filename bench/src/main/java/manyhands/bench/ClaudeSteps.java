package manyhands.bench;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.agent.Agent;
import manyhands.agent.Assignment;
import manyhands.desktop.Point;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.FileBlobs;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.event.TaskId;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.anthropic.ClaudeModel;
import manyhands.seat.Seat;

/// What a step costs with Claude beside Claude: its real SDK, over HTTP, against a server that
/// answers at once.
final class ClaudeSteps implements Bench {

  private static final int STEPS = 100;
  private static final int WARM = 10;
  private static final SessionId SESSION = new SessionId("bench-claude");

  @Override
  public String name() {
    return "claude-steps";
  }

  @Override
  public String what() {
    return "last byte of a reply of a Messages API on loopback to the first byte of the next request,"
        + " settle excluded; "
        + STEPS
        + " clicks on a static page in Chromium, Anthropic's SDK, real desktop, log and blobs";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Path folder = lab.folder("claude-" + System.nanoTime());
    try (FakeAnthropic claude = FakeAnthropic.start(_ -> reply(asked.incrementAndGet()));
        DataFolder data = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system());
        Lab.Seated seated = lab.desktop()) {
      Browser.open(seated.desktop(), "click.html", new Point(1, 1), 0x23406e);
      Stopwatch watch = new Stopwatch();
      var _ =
          new Agent(
                  new Seat(watch.desktop(seated.desktop())),
                  watch.model(model(claude)),
                  log,
                  FileBlobs.open(data),
                  _ -> {})
              .run(
                  new Assignment(
                      SESSION,
                      new AgentId("a1"),
                      new TaskId("t1"),
                      "click",
                      List.of(),
                      new Budget(1_000, Long.MAX_VALUE, Duration.ofMinutes(10))));
      if (!claude.refusals().isEmpty() || asked.get() < STEPS) {
        throw new IllegalStateException("refused: " + claude.refusals() + " after " + asked);
      }
      List<Row> rows = new ArrayList<>();
      rows.add(
          Row.millis(
              "step overhead with Claude at 0 ms, 1 agent",
              overhead(claude, watch),
              "p50 25 ms, p95 60 ms"));
      rows.addAll(tokens(log));
      return rows;
    }
  }

  private static FakeReply reply(int step) {
    return step > STEPS
        ? FakeReply.of(FakeReply.call("fail", "reason", "enough"))
        : FakeReply.of(
            new Piece.Thinking("The button is where it was; I press it for the time " + step + "."),
            FakeReply.call("left_click", "coordinate", List.of(560 + step % 160, 600 + step % 7)));
  }

  private static ClaudeModel model(FakeAnthropic claude) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .apiKey(FakeAnthropic.KEY)
            .baseUrl(claude.url())
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build(),
        "claude-opus-5-5",
        Account.unlimited());
  }

  private static List<Long> overhead(FakeAnthropic claude, Stopwatch watch) {
    List<FakeAnthropic.Exchange> exchanges = claude.exchanges();
    List<Long> steps = new ArrayList<>();
    for (int i = WARM; i < STEPS; i++) {
      long between = exchanges.get(i).arrived() - exchanges.get(i - 1).answered();
      steps.add(between - watch.settled().get(i - 1));
    }
    return steps;
  }

  private static List<Row> tokens(SqliteEventLog log) {
    long sent = 0;
    long read = 0;
    long written = 0;
    for (var entry : log.read(SESSION, 0, Integer.MAX_VALUE)) {
      if (entry.event() instanceof Event.ModelAnswered answered) {
        sent += answered.usage().input();
        read += answered.usage().cacheRead();
        written += answered.usage().cacheWrite();
      }
    }
    return List.of(
        Row.single("tokens sent per step, as built", "" + sent / STEPS, ""),
        Row.single("of these read from the cache", 100 * read / sent + " %", ""),
        Row.single(
            "the same at the price of tokens that no cache knows",
            "" + TokensSent.priced(sent, read, written) / STEPS,
            ""));
  }
}
