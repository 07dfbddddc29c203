package manyhands.bench;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.Usage;
import manyhands.model.anthropic.ClaudeModel;

/// How many tokens a long task sends, and what it would cost, by how often old pictures give way.
/// Counted by the fake: 1,500 a picture, one for four characters.
final class TokensSent implements Bench {

  /// No more than 100 pictures go into one request, so this many steps need no pruning to pass.
  private static final int STEPS = 100;

  private static final int FEWEST = 3;

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public String what() {
    return "tokens sent to Claude over "
        + STEPS
        + " steps of a thought, a call and a picture each, by pruning (at least "
        + FEWEST
        + " pictures stay), with caching and without";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int most : List.of(Integer.MAX_VALUE, FEWEST, 12, 20, 40)) {
      Usage all = measure(most);
      String how =
          most == Integer.MAX_VALUE
              ? "no pruning"
              : most == FEWEST ? "pruned at every step" : "pruned at " + most + " pictures";
      long sent = all.inputTokens();
      rows.add(
          Row.single(how + ": sent per step (the price without caching)", "" + sent / STEPS, ""));
      rows.add(
          Row.single(how + ": read from the cache", 100 * all.cacheReadTokens() / sent + " %", ""));
      rows.add(
          Row.single(
              how + ": the price per step with caching",
              "" + priced(sent, all.cacheReadTokens(), all.cacheWriteTokens()) / STEPS,
              ""));
    }
    return rows;
  }

  /// In tokens that no cache knows: reading costs a tenth of one, writing a quarter more than one.
  static long priced(long sent, long read, long written) {
    return sent - read - written + read / 10 + written * 5 / 4;
  }

  private static Usage measure(int most) {
    byte[] picture = jpeg();
    List<Message> messages = new ArrayList<>();
    messages.add(user(List.of(new Part.Text("Press the button a hundred times."))));
    long sent = 0;
    long read = 0;
    long written = 0;
    try (FakeAnthropic claude =
        FakeAnthropic.start(_ ->
            FakeReply.of(
                new Piece.Thinking("The button is where it was, so I press it again. ".repeat(3)),
                FakeReply.call("left_click", "coordinate", List.of(600, 400))))) {
      ClaudeModel model =
          new ClaudeModel(
              AnthropicOkHttpClient.builder()
                  .apiKey(FakeAnthropic.KEY)
                  .baseUrl(claude.url())
                  .maxRetries(0)
                  .checkJacksonVersionCompatibility(false)
                  .build(),
              "claude-opus-4-8",
              Account.unlimited());
      for (int step = 0; step < STEPS; step++) {
        var reply =
            model.ask(
                new Conversation(
                    "You work at a desktop computer of your own. ".repeat(60),
                    List.of(),
                    pruned(messages, most),
                    new Conversation.Screen(1280, 800)),
                _ -> {});
        sent += reply.usage().inputTokens();
        read += reply.usage().cacheReadTokens();
        written += reply.usage().cacheWriteTokens();
        messages.add(new Message(Message.Role.ASSISTANT, reply.parts()));
        messages.add(
            user(
                List.of(
                    new Part.ToolResult(
                        reply.toolCalls().getFirst().id(),
                        List.of(new Part.Text("Clicked."), new Part.Image(picture, "image/jpeg")),
                        false))));
      }
      if (!claude.refusals().isEmpty()) {
        throw new IllegalStateException("refused: " + claude.refusals());
      }
    }
    return new Usage(sent, 0, read, written);
  }

  /// As the agent does it: several at once, so that the beginning stays the same for many steps.
  private static List<Message> pruned(List<Message> messages, int most) {
    int pictures = (messages.size() - 1) / 2;
    long together = (long) most - FEWEST + 1;
    long gone = Math.max(0, pictures - FEWEST) / together * together;
    List<Message> pruned = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      boolean old = i > 0 && i % 2 == 0 && i / 2 <= gone;
      Message message = messages.get(i);
      pruned.add(
          old && message.parts().getFirst() instanceof Part.ToolResult result
              ? user(
                  List.of(
                      new Part.ToolResult(
                          result.callId(),
                          List.of(new Part.Text("Clicked."), new Part.Text("(an earlier picture)")),
                          false)))
              : message);
    }
    return pruned;
  }

  private static Message user(List<Part> parts) {
    return new Message(Message.Role.USER, parts);
  }

  private static byte[] jpeg() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1280, 800, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
