package manyhands.model.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.Iterator;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// One of Claude's models. Replies stream; nothing is asked twice by itself, that is for who asks.
public final class ClaudeModel implements Model {

  private final Account account;
  private final String name;
  private final AnthropicClient client;
  private final ClaudeKind kind;
  private final ClaudeRequest request;

  /// A model by its id at Anthropic, for people named `claude:ID`. The client must not retry.
  public ClaudeModel(AnthropicClient client, String id, Account account) {
    this.name = "claude:" + id;
    this.client = client;
    this.account = account;
    this.kind = ClaudeKind.of(id);
    this.request = new ClaudeRequest(id, kind);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Computer computer() {
    return kind.computer();
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    MessageCreateParams params = request.of(conversation);
    ClaudeReply reply = new ClaudeReply(listener);
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      while (events.hasNext()) {
        reply.take(events.next());
      }
    } catch (AnthropicException failure) {
      throw ClaudeFailures.told(failure);
    } catch (IllegalStateException broken) {
      throw new ModelException(
          ModelException.Code.FAILED, "Claude's reply broke off.", null, broken);
    }
    return reply.whole();
  }
}
