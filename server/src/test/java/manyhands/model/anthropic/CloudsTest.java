package manyhands.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.Part;
import manyhands.model.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;

/// Claude at Amazon and Google, through the SDK's own clients for them: their paths, their proofs
/// of who asks, their framing of events and their limits, as far as a server on loopback can play
/// them.
class CloudsTest {

  private final Deque<FakeReply> script = new ArrayDeque<>();
  private final FakeAnthropic fake = FakeAnthropic.start(_ -> script.remove());

  @AfterEach
  void close() {
    fake.close();
  }

  private ClaudeModel model(Backend backend, ClaudePlatform platform, String id) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .backend(new RedirectedBackend(backend, fake.url()))
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build(),
        platform,
        id,
        Account.unlimited());
  }

  private ClaudeModel bedrock(String id, String token) {
    return model(
        BedrockBackend.builder().apiKey(token).region(Region.EU_WEST_1).build(),
        ClaudePlatform.BEDROCK,
        id);
  }

  private ClaudeModel vertex() {
    AccessToken token =
        new AccessToken(FakeAnthropic.KEY, Date.from(Instant.now().plusSeconds(3_600)));
    return model(
        VertexBackend.builder()
            .googleCredentials(GoogleCredentials.create(token))
            .project("hands")
            .region("europe-west1")
            .build(),
        ClaudePlatform.VERTEX,
        "claude-opus-5-5");
  }

  private static Conversation conversation(List<Part> parts) {
    return new Conversation(
        "You work at a desktop.",
        List.of(),
        List.of(new Message(Message.Role.USER, parts)),
        new Conversation.Screen(1280, 800));
  }

  private static Reply ask(ClaudeModel model) {
    return model.ask(conversation(List.of(new Part.Text("go"))), _ -> {});
  }

  private JsonNode tool() {
    assertThat(fake.refusals()).isEmpty();
    return fake.requests().getLast().path("tools").path(0);
  }

  @Test
  void amazonIsAskedAtItsOwnPathAndItsFramesAreRead() {
    script.add(
        FakeReply.of(
            new Piece.Thinking("I see."), FakeReply.call("computer", "action", "screenshot")));

    Reply reply = ask(bedrock("eu.anthropic.claude-opus-5-5-v1:0", FakeAnthropic.KEY));

    assertThat(reply.toolCalls().getFirst().name()).isEqualTo("computer");
    assertThat(reply.usage().inputTokens()).isPositive();
    assertThat(tool().path("type").stringValue()).isEqualTo("computer_20251124");
    assertThat(fake.requests().getLast().path("model").stringValue())
        .isEqualTo("claude-opus-5-5-v1:0");
  }

  @Test
  void amazonTakesASignatureToo() {
    script.add(FakeReply.of(new Piece.Text("ok")));

    ask(
        model(
            BedrockBackend.builder()
                .awsCredentials(AwsBasicCredentials.create("AKIAFAKE", "secret"))
                .region(Region.US_EAST_1)
                .build(),
            ClaudePlatform.BEDROCK,
            "anthropic.claude-sonnet-4-5-20250929-v1:0"));

    assertThat(tool().path("type").stringValue()).isEqualTo("computer_20250124");
  }

  @Test
  void googleIsAskedAtItsOwnPathWithTheToolset() {
    script.add(FakeReply.of(FakeReply.call("screenshot")));

    Reply reply = ask(vertex());

    assertThat(reply.toolCalls().getFirst().name()).isEqualTo("screenshot");
    assertThat(tool().path("type").stringValue()).isEqualTo("computer_toolset_20260801");
  }

  @Test
  void aTokenThatIsNotAcceptedSaysWhichOne() {
    ModelException refused =
        catchThrowableOfType(
            ModelException.class, () -> ask(bedrock("anthropic.claude-opus-4-6-v1", "wrong")));

    assertThat(refused.code()).isEqualTo(Code.REFUSED);
    assertThat(refused).hasMessageContaining("Amazon").hasMessageContaining("AWS_BEARER_TOKEN");
  }

  @Test
  void aReplyThatBreaksOffAtAmazonIsAFailureThatIsTriedAgain() {
    script.add(new FakeReply.Broken(List.of(new Piece.Text("a long reply")), 3));
    script.add(new FakeReply.Spoilt(List.of(new Piece.Text("a reply")), "overloaded_error"));

    for (int i = 0; i < 2; i++) {
      ModelException failure =
          catchThrowableOfType(
              ModelException.class,
              () -> ask(bedrock("anthropic.claude-opus-4-6-v1", FakeAnthropic.KEY)));
      assertThat(failure.code()).as("%s", failure).isIn(Code.FAILED, Code.BUSY);
    }
  }

  @Test
  void theWarmUpGoesThroughWithoutAskingAnybody() {
    ClaudeModel.warmUp();

    assertThat(fake.exchanges()).isEmpty();
  }

  @Test
  void theOldestPicturesStayAwayWhereTheRequestWouldBeTooLarge() {
    byte[] large = new byte[1 << 20];
    new Random(1).nextBytes(large);
    large[0] = (byte) 0xFF;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < 26; i++) {
      parts.add(new Part.Image(large, "image/jpeg"));
    }
    for (ClaudePlatform platform : ClaudePlatform.values()) {
      var params =
          new ClaudeRequest("claude-x", ClaudeKind.of("claude-x", platform), platform)
              .of(conversation(parts));
      String body = params._body().toString();

      assertThat(body.length()).as("%s", platform).isLessThan(platform.maxBytes);
      assertThat(body.contains("(an earlier picture)")).isTrue();
      assertThat(body.contains("image/jpeg")).isTrue();
    }
  }
}
