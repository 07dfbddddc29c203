package manyhands.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Timeout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Asking;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.Part;
import manyhands.model.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What happens on the way to a model and back, with Anthropic's own SDK; the pauses pass at once.
class FaultsTest {

  private static final Timeout USUAL = Timeout.builder().build();
  private static final Timeout SHORT =
      Timeout.builder().connect(Duration.ofMillis(100)).read(Duration.ofMillis(700)).build();
  private static final Duration LEFT = Duration.ofMinutes(10);
  private static final List<Piece> LONG_REPLY =
      List.of(new Piece.Thinking("I look at the screen and think about cheese."));

  private final Queue<FakeReply> script = new ConcurrentLinkedQueue<>();
  private final FakeAnthropic fake = FakeAnthropic.start(_ -> next());
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Semaphore held = new Semaphore(0);

  @AfterEach
  void close() {
    held.release(100);
    fake.close();
  }

  private FakeReply next() {
    FakeReply reply = script.poll();
    return reply == null ? FakeReply.of(new Piece.Text("here I am")) : reply;
  }

  private ClaudeModel model(String url, Account account) {
    return model(url, account, USUAL);
  }

  private static ClaudeModel model(String url, Account account, Timeout timeout) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .apiKey(FakeAnthropic.KEY)
            .baseUrl(url)
            .maxRetries(0)
            .timeout(timeout)
            .checkJacksonVersionCompatibility(false)
            .build(),
        "claude-opus-5-5",
        account);
  }

  private Reply ask() throws InterruptedException {
    return ask(model(fake.url(), Account.unlimited()));
  }

  private Reply ask(ClaudeModel model) throws InterruptedException {
    return new Asking(model, heard::add, pauses::add).ask(conversation(), LEFT);
  }

  private static Conversation conversation() {
    return new Conversation(
        "You work.",
        List.of(),
        List.of(new Message(Message.Role.USER, List.of(new Part.Text("go")))));
  }

  private static FakeReply refusal(int status, String type, String words) {
    return new FakeReply.Refusal(status, Map.of(), type, words);
  }

  static List<FakeReply> whatPasses() {
    return List.of(
        refusal(429, "rate_limit_error", "slow down"),
        refusal(408, "timeout_error", "late"),
        refusal(500, "api_error", "oops"),
        refusal(502, "api_error", "oops"),
        refusal(503, "api_error", "oops"),
        refusal(529, "overloaded_error", "Overloaded"),
        new FakeReply.Silence(),
        new FakeReply.Broken(LONG_REPLY, 4),
        new FakeReply.Spoilt(LONG_REPLY, "overloaded_error"),
        new FakeReply.Spoilt(LONG_REPLY, "api_error"));
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void whatPassesIsSurvivedByAskingAgainAfterAPause(FakeReply fault) throws Exception {
    script.add(fault);

    Reply reply = ask();

    assertThat(reply.parts()).containsExactly(new Part.Text("here I am"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    assertThat(fake.requests()).hasSize(2);
  }

  @Test
  void whatDoesNotPassIsGivenUpAfterSixTriesWithGrowingPauses() {
    for (int i = 0; i < 20; i++) {
      script.add(refusal(529, "overloaded_error", "Overloaded"));
    }

    ModelException failure = catchThrowableOfType(ModelException.class, this::ask);

    assertThat(failure).hasMessageContaining("overloaded");
    assertThat(fake.requests()).hasSize(Asking.MOST_TRIES);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
  }

  @Test
  void agentsThatFailedTogetherDoNotComeBackTogether() throws Exception {
    for (double chance : List.of(0.0, 1.0)) {
      script.add(refusal(500, "api_error", "oops"));
      ask(model(fake.url(), new Account(Account.Limits.NONE, System::nanoTime, () -> chance)));
    }

    assertThat(pauses).containsExactly(Duration.ofMillis(750), Duration.ofMillis(1250));
  }

  static List<FakeReply> whatStays() {
    return List.of(
        refusal(401, "authentication_error", "invalid x-api-key"),
        refusal(402, "billing_error", "pay first"),
        refusal(403, "permission_error", "no"),
        refusal(404, "not_found_error", "no such model"),
        refusal(429, "rate_limit_error", "You reached your monthly spend limit"));
  }

  @ParameterizedTest
  @MethodSource("whatStays")
  void whatStaysIsNotAskedAgain(FakeReply fault) {
    script.add(fault);

    ModelException failure = catchThrowableOfType(ModelException.class, this::ask);

    assertThat(failure.isFinal()).isTrue();
    assertThat(pauses).isEmpty();
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void aReplyThatStandsStillIsGivenUpAndAskedForAgain() throws Exception {
    script.add(new FakeReply.Held(LONG_REPLY, 3, held));

    assertThat(ask(model(fake.url(), Account.unlimited(), SHORT)).parts())
        .containsExactly(new Part.Text("here I am"));
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void aServerThatTakesNoConnectionIsToldAsOutOfReach() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fillers = fill(full);
      ModelException failure =
          catchThrowableOfType(
              ModelException.class,
              () ->
                  ask(
                      model(
                          "http://127.0.0.1:" + full.getLocalPort(), Account.unlimited(), SHORT)));

      assertThat(failure.code()).isEqualTo(Code.FAILED);
      assertThat(failure).hasMessageContaining("could not be reached");
      assertThat(pauses).hasSize(Asking.MOST_TRIES - 1);
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  /// A queue that is full lets nobody in, and says nothing.
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> fillers = new ArrayList<>();
    while (fillers.size() < 100) {
      Socket socket = new Socket();
      fillers.add(socket);
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
      } catch (SocketTimeoutException full) {
        return fillers;
      }
    }
    throw new AssertionError("the queue is never full");
  }

  @Test
  void whatWasThoughtBeforeTheBreakIsNoPartOfTheReply() throws Exception {
    script.add(new FakeReply.Broken(LONG_REPLY, 4));
    script.add(new FakeReply.Answer(LONG_REPLY));

    Reply reply = ask();

    assertThat(reply.parts())
        .singleElement()
        .isInstanceOfSatisfying(
            Part.Thinking.class,
            it -> assertThat(it.text()).isEqualTo("I look at the screen and think about cheese."));
  }

  @Test
  void whoIsStoppedInMidStreamStopsAtOnce() throws Exception {
    script.add(new FakeReply.Held(LONG_REPLY, 4, held));
    AtomicReference<Object> end = new AtomicReference<>("none");
    Thread asking =
        Thread.startVirtualThread(() -> {
          try {
            end.set(ask());
          } catch (InterruptedException | RuntimeException e) {
            end.set(e);
          }
        });
    Awaitility.await().until(() -> !heard.isEmpty());

    asking.interrupt();

    assertThat(asking.join(Duration.ofSeconds(20))).as("stopped before its silence ends").isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void whoIsStoppedInAPauseStopsAtOnce() throws Exception {
    script.add(refusal(529, "overloaded_error", "Overloaded"));
    Asking asking =
        new Asking(
            model(fake.url(), Account.unlimited()),
            heard::add,
            _ -> {
              throw new InterruptedException();
            });

    assertThat(
            catchThrowableOfType(
                InterruptedException.class, () -> asking.ask(conversation(), LEFT)))
        .isNotNull();
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void theProvidersReasonIsToldWhenItWantsToBeLeftAloneForLongerThanThereIsTime() {
    script.add(
        new FakeReply.Refusal(429, Map.of("retry-after", "3000"), "rate_limit_error", "slow down"));

    ModelException failure = catchThrowableOfType(ModelException.class, this::ask);

    assertThat(failure).hasMessageContaining("slow down");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  void noPauseIsBegunThatTheTimeOfTheTaskHasNoRoomFor() {
    script.add(refusal(529, "overloaded_error", "Overloaded"));
    Asking asking = new Asking(model(fake.url(), Account.unlimited()), heard::add, pauses::add);

    ModelException failure =
        catchThrowableOfType(
            ModelException.class, () -> asking.ask(conversation(), Duration.ofMillis(900)));

    assertThat(failure).hasMessageContaining("overloaded");
    assertThat(pauses).isEmpty();
  }
}
