package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import javax.imageio.ImageIO;
import manyhands.desktop.Action;
import manyhands.event.Event;
import manyhands.event.Event.ActionPerformed;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.anthropic.ClaudeModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What no model should send, through Anthropic's own SDK: the model reads what is wrong, nothing
/// of it reaches the desktop, and the conversation goes on as a strict server wants it.
final class MalformedRepliesTest {

  private static final Piece FINISH =
      FakeReply.call("finish", "result", "done", "evidence", "I saw it");

  private final Deque<FakeReply> script = new ArrayDeque<>();
  private final FakeAnthropic fake =
      FakeAnthropic.start(_ -> script.isEmpty() ? FakeReply.of(FINISH) : script.remove());
  private final Bench bench = new Bench();

  MalformedRepliesTest() {
    byte[] picture = picture();
    bench.desktop.onDraw = _ -> picture;
  }

  private static byte[] picture() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private TaskEnd run(FakeReply... replies) {
    script.addAll(List.of(replies));
    ClaudeModel model =
        new ClaudeModel(
            AnthropicOkHttpClient.builder()
                .apiKey(FakeAnthropic.KEY)
                .baseUrl(fake.url())
                .maxRetries(0)
                .checkJacksonVersionCompatibility(false)
                .build(),
            "claude-opus-5-5",
            Account.unlimited());
    TaskEnd end = bench.run(model, "go");
    assertThat(fake.refusals()).isEmpty();
    for (Event event : bench.events()) {
      // As the log keeps it.
      String json = JsonMapper.shared().writeValueAsString(event);
      byte[] kept = json.getBytes(StandardCharsets.UTF_8);
      assertThat(JsonMapper.shared().readTree(kept)).hasToString(json);
    }
    return end;
  }

  private List<String> told() {
    return bench.events(ActionPerformed.class).stream().map(ActionPerformed::message).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          left_click  | {"coordinate": [1,                          | no JSON object
          left_click  | {"coordinate": [NaN, 1]}                    | no JSON object
          left_click  | {"coordinate": [Infinity, 1]}               | no JSON object
          left_click  | [640, 400]                                  | no JSON object
          left_click  | "640,400"                                   | no JSON object
          left_click  | null                                        | no JSON object
          left_click  | {"coordinate": [-1, 1]}                     | from 0 to 1279
          left_click  | {"coordinate": [1e9, 1]}                    | from 0 to 1279
          left_click  | {"coordinate": ["left", 1]}                 | whole number
          left_click  | {"coordinate": "1, 1"}                      | array of 2
          left_click  | {"coordinate": [1, 1], "force": 3}          | no argument `force`
          mouse_move  | {}                                          | `coordinate` is missing
          type        | {"text": "\\ud800"}                         | surrogate
          key         | {"text": "\\udc00+a"}                       | surrogate
          write_file  | {"path": "a.txt"}                           | `content` is missing
          finish      | {"result": "x", "evidence": "y", "artifacts": ["\\ud800"]} | every item
          teleport    | {"to": "home"}                              | no tool `teleport`
          rm -rf / & a | {}                                         | no tool `rm -rf / & a`
          """)
  void itIsToldWhatIsWrongAndNothingIsDone(String tool, String arguments, String why) {
    Piece broken = new Piece.Call(tool, arguments);
    assertThat(run(FakeReply.of(FakeReply.call("key", "text", "a"), broken)))
        .isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(told().get(0)).contains("another call of the same reply was malformed");
    assertThat(told().get(1)).startsWith("Not done: ").contains(why);
    assertThat(bench.events(Event.ModelAnswered.class)).hasSize(2);
  }

  @Test
  void argumentsWithoutABottomAreNoJson() {
    run(FakeReply.of(new Piece.Call("left_click", "{\"coordinate\":" + "[".repeat(100_000))));
    assertThat(told().getFirst()).contains("no JSON object");
    assertThat(bench.events().toString().length()).isLessThan(20_000);
  }

  @Test
  void fiveMegabytesOfArgumentsAreNotKeptAndItIsToldSo() {
    String five = "x".repeat(5_000_000);
    run(
        FakeReply.of(FakeReply.call("write_file", "path", "a.txt", "content", five)),
        FakeReply.of(new Piece.Call("type", "{\"text\": \"" + five)));
    assertThat(told().getFirst()).contains("at most 250000 are taken");
    assertThat(told().get(1)).contains("no JSON object");
    assertThat(bench.events().toString().length()).isLessThan(20_000);
    assertThat(bench.desktop.performed).isEmpty();
  }

  @Test
  void whatManyCallsAreGivenTogetherIsBoundedToo() {
    Piece long200 = FakeReply.call("write_file", "path", "a", "content", "x".repeat(199_000));
    run(FakeReply.of(long200, long200, long200));
    assertThat(told().getLast().isEmpty()).isFalse();
    assertThat(told()).anyMatch(it -> it.contains("too long together"));
    assertThat(bench.desktop.machine().files).doesNotContainKey("a");
  }

  @Test
  void fiveMegabytesOfTextAreCut() {
    run(FakeReply.of(new Piece.Text("x".repeat(5_000_000)), FakeReply.call("screenshot")));
    assertThat(bench.events(Event.ModelAnswered.class).getFirst().text())
        .endsWith("(4900000 more characters)");
  }

  @Test
  void twoHundredCallsAreRefusedTogether() {
    List<Piece> calls = Collections.nCopies(200, FakeReply.call("key", "text", "a"));
    run(FakeReply.of(calls.toArray(Piece[]::new)));
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(told()).filteredOn(it -> it.contains("at most 32 are taken")).hasSize(32);
  }

  @Test
  void anEmptyReplyAndOneThatOnlyThinksAreAskedToGoOn() {
    assertThat(
            run(
                FakeReply.of(),
                FakeReply.of(new Piece.Thinking("hm")),
                FakeReply.of(new Piece.Text(" \n"))))
        .isInstanceOf(TaskEnd.Done.class);
    assertThat(bench.events(Event.ModelAnswered.class)).hasSize(4);
  }

  @Test
  void aReplyThatIsCutOffInACallIsToldSo() {
    String half = "{\"path\": \"a.txt\", \"content\": \"once upon";
    String whole = "{\"path\": \"a.txt\", \"content\": \"once upon\"}";
    for (String arguments : List.of(half, whole)) {
      script.add(FakeReply.cutOff(FakeReply.call("key", "text", "a"), call(arguments)));
    }
    assertThat(run()).isInstanceOf(TaskEnd.Done.class);
    assertThat(told()).filteredOn(it -> it.contains("cut off here")).hasSize(2);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(bench.desktop.machine().files).doesNotContainKey("a.txt");
  }

  private static Piece call(String arguments) {
    return new Piece.Call("write_file", arguments);
  }

  @Test
  void aReplyThatIsCutOffInItsWordsIsToldSo() {
    run(FakeReply.cutOff(new Piece.Text("Once upon a time")));
    assertThat(bench.events(Event.ModelAnswered.class).getFirst().text())
        .isEqualTo("Once upon a time\n(The reply was cut off here.)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--", "--help", "$(touch gotcha)", "`id`", "a; rm -rf ~", "%s\\n", "-"})
  void textIsTypedAndWrittenAsItStands(String text) {
    run(
        FakeReply.of(
            FakeReply.call("type", "text", text),
            FakeReply.call("write_file", "path", "out.txt", "content", text)));
    List<String> typed = new ArrayList<>();
    bench.desktop.performed.forEach(it -> typed.add(((Action.Type) it).text()));
    assertThat(typed).containsExactly(text);
    assertThat(bench.desktop.machine().files.get("out.txt"))
        .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aModelThatNeverMendsItsRepliesFailsTheTask() {
    for (int i = 0; i < 10; i++) {
      script.add(FakeReply.of(new Piece.Call("left_click", "{\"coordinate\": [")));
    }
    assertThat(run())
        .isInstanceOfSatisfying(
            TaskEnd.Failed.class, end -> assertThat(end.reason()).contains("4 replies in a row"));
    assertThat(fake.requests()).hasSize(TaskRun.MOST_REPAIRS + 1);
  }
}
