package manyhands.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.Iterator;
import manyhands.model.Account;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model that is talked to by chat completions with function tools and pictures. Replies stream;
/// nothing is asked twice by itself, that is for who asks.
public final class ChatModel implements Model {

  /// More than a model can say in one reply.
  private static final int MAX_REPLY = 16 << 20;

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
    ChatReply reply = new ChatReply(conversation, settings, listener);
    try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
        client.chat().completions().withRawResponse().createStreaming(params)) {
      if (isWhole(response)) {
        reply.take(read(response));
      } else {
        try (StreamResponse<ChatCompletionChunk> stream = response.parse()) {
          Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
          while (chunks.hasNext()) {
            reply.take(OpenAiJson.tree(chunks.next()));
          }
        }
      }
    } catch (OpenAIException failure) {
      throw new OpenAiFailures(settings.provider(), settings.keyName()).told(failure);
    } catch (IOException | IllegalStateException broken) {
      throw new ModelException(
          ModelException.Code.FAILED, "The model's reply broke off.", null, broken);
    }
    return reply.whole();
  }

  /// Some servers do not stream when tools are offered, whatever they are asked.
  private static boolean isWhole(HttpResponse response) {
    return response.headers().values("content-type").stream()
        .anyMatch(type -> type.startsWith("application/json"));
  }

  private static JsonNode read(HttpResponse response) throws IOException {
    byte[] body = response.body().readNBytes(MAX_REPLY);
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IOException("no JSON, or too much of it", e);
    }
  }
}
