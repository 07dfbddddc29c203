package manyhands.model.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import java.util.Iterator;
import java.util.Optional;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// One of Claude's models. Replies stream; nothing is asked twice by itself, that is for who asks:
/// but for a request that was refused for something that it can do without ([ClaudeKind#after]).
public final class ClaudeModel implements Model {

  private final Account account;
  private final ClaudePlatform platform;
  private final String id;
  private final AnthropicClient client;

  /// What was refused once is not tried again.
  private volatile ClaudeKind kind;

  /// A model by its id at Anthropic, for people named `claude:ID`. The client must not retry.
  public ClaudeModel(AnthropicClient client, String id, Account account) {
    this(client, ClaudePlatform.ANTHROPIC, id, account);
  }

  /// A model by its id on that platform, which the client speaks to; it must not retry.
  public ClaudeModel(AnthropicClient client, ClaudePlatform platform, String id, Account account) {
    this.client = client;
    this.platform = platform;
    this.id = id;
    this.account = account;
    this.kind = ClaudeKind.of(id, platform);
  }

  /// Loads the classes that a first request and its reply would load. Nothing is sent.
  public static void warmUp() {
    ClaudeWarmUp.run();
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String name() {
    return platform.prefix + ":" + id;
  }

  @Override
  public Computer computer() {
    return kind.tool().computer;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    while (true) {
      ClaudeKind asked = kind;
      try {
        return ask(new ClaudeRequest(id, asked, platform), conversation, listener);
      } catch (BadRequestException refused) {
        Optional<ClaudeKind> lesser = asked.after(String.valueOf(refused.getMessage()));
        if (lesser.isEmpty()) {
          throw ClaudeFailures.told(refused, platform);
        }
        kind = lesser.get();
      } catch (AnthropicException failure) {
        throw ClaudeFailures.told(failure, platform);
      } catch (IllegalStateException broken) {
        throw new ModelException(
            ModelException.Code.FAILED, "Claude's reply broke off.", null, broken);
      }
    }
  }

  private Reply ask(ClaudeRequest request, Conversation conversation, ThinkingListener listener) {
    ClaudeReply reply = new ClaudeReply(listener);
    try (StreamResponse<BetaRawMessageStreamEvent> stream =
        client.beta().messages().createStreaming(request.of(conversation))) {
      Iterator<BetaRawMessageStreamEvent> events = stream.stream().iterator();
      while (events.hasNext()) {
        reply.take(events.next());
      }
    }
    return reply.whole();
  }
}
