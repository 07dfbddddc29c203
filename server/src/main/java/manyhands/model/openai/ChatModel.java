package manyhands.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Iterator;
import manyhands.model.Account;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// A model that is talked to by chat completions with function tools and pictures. Replies stream;
/// nothing is asked twice by itself, that is for who asks.
public final class ChatModel implements Model {

  private final OpenAIClient client;
  private final Account account;
  private final String id;
  private final ChatSettings settings;

  /// A model by its id at the provider, for people named `PROVIDER:ID`. The client must not retry.
  public ChatModel(OpenAIClient client, String id, ChatSettings settings, Account account) {
    this.client = client;
    this.account = account;
    this.id = id;
    this.settings = settings;
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String name() {
    return settings.provider() + ":" + id;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    ChatCompletionCreateParams params = new ChatRequest(id, settings).of(conversation);
    ChatReply reply = new ChatReply(conversation, settings.coordinates(), listener);
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      while (chunks.hasNext()) {
        reply.take(chunks.next());
      }
    } catch (OpenAIException failure) {
      throw new OpenAiFailures(settings).told(failure);
    } catch (IllegalStateException broken) {
      throw new ModelException(
          ModelException.Code.FAILED, "The model's reply broke off.", null, broken);
    }
    return reply.whole();
  }
}
