package manyhands.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.Reasoning;
import com.openai.models.responses.ComputerTool;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.Iterator;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;

/// One of OpenAI's models through the Responses API, with the computer tool where it has one.
/// Nothing is stored at OpenAI: the whole conversation goes with each request, thoughts encrypted.
/// Replies stream; nothing is asked twice by itself, that is for who asks.
public final class ResponsesModel implements Model {

  /// Thoughts count, too; little enough that a reply in circles ends.
  private static final long MOST_TOKENS = 32_768;

  private final OpenAIClient client;
  private final String id;
  private final Account account;
  private final ResponsesKind kind;
  private final OpenAiFailures failures = new OpenAiFailures("OpenAI", "OPENAI_API_KEY");

  /// A model by its id at OpenAI, for people named `openai:ID`. The client must not retry.
  public ResponsesModel(OpenAIClient client, String id, Account account) {
    this.client = client;
    this.id = id;
    this.account = account;
    this.kind = ResponsesKind.of(id);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String name() {
    return "openai:" + id;
  }

  @Override
  public Computer computer() {
    return kind.computer();
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    ResponsesReply reply = new ResponsesReply(conversation, failures, listener);
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(request(conversation))) {
      Iterator<ResponseStreamEvent> events = stream.stream().iterator();
      while (events.hasNext()) {
        reply.take(OpenAiJson.tree(events.next()));
      }
    } catch (OpenAIException failure) {
      throw failures.told(failure);
    } catch (IllegalStateException broken) {
      throw new ModelException(
          ModelException.Code.FAILED, "OpenAI's reply broke off.", null, broken);
    }
    return reply.whole();
  }

  private ResponseCreateParams request(Conversation conversation) {
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder()
            .model(id)
            .instructions(conversation.system())
            .maxOutputTokens(MOST_TOKENS)
            .store(false)
            .promptCacheKey(cacheKey(conversation));
    if (kind.reasons()) {
      params
          .reasoning(Reasoning.builder().summary(Reasoning.Summary.AUTO).build())
          .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
    }
    if (conversation.screen() != null && kind.computer() == Computer.OPENAI_COMPUTER) {
      params.addTool(ComputerTool.builder().build());
    }
    conversation.tools().forEach(tool -> params.addTool(function(tool)));
    // As JSON: replies go back as they came, also what the SDK's classes have no place for.
    params.putAdditionalBodyProperty(
        "input", OpenAiJson.value(new ResponsesInput(conversation).items()));
    return params.build();
  }

  private static FunctionTool function(ToolSpec tool) {
    FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
    OpenAiJson.values(tool.schema()).forEach(parameters::putAdditionalProperty);
    return FunctionTool.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(parameters.build())
        .strict(false)
        .build();
  }

  /// The same for all requests of one conversation, so that they meet the same cache.
  private static String cacheKey(Conversation conversation) {
    return "manyhands-"
        + Integer.toHexString(
            31 * conversation.system().hashCode()
                + conversation.messages().getFirst().parts().getFirst().toString().hashCode());
  }
}
