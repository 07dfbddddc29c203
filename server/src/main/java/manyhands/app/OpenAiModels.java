package manyhands.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.openai.ChatModel;
import manyhands.model.openai.ChatSettings;
import manyhands.model.openai.Coordinates;
import manyhands.model.openai.ResponsesModel;

/// Models of OpenAI and of everything that speaks its protocol, spoken to as the settings say.
record OpenAiModels(Settings settings, Duration silence) {

  /// Whether `OPENAI_BASE_URL` speaks the Responses API (`responses`) or chat completions (`chat`).
  static final String API = "MANYHANDS_OPENAI_API";

  /// How models say where something is: `thousandths`, or by parts of names `qwen3-vl=thousandths`.
  static final String COORDINATES = "MANYHANDS_COORDINATES";

  /// Servers of tools that Dedalus runs, by slug or address, separated by commas.
  static final String MCP_SERVERS = "MANYHANDS_DEDALUS_MCP_SERVERS";

  /// Fails with what is wrong in the settings, so that it is said at the start and not in a
  /// session.
  void check() {
    boolean _ = speaksResponses("");
    Coordinates _ = coordinates("", "");
    for (String variable : List.of("OPENAI_BASE_URL", "DEDALUS_BASE_URL")) {
      String url = settings.variable(variable);
      if (!url.isEmpty() && !url.matches("https?://[^\\s/]+.*")) {
        throw new Trouble(variable + " must be an address, as in http://127.0.0.1:11434/v1.");
      }
    }
  }

  /// OpenAI itself, or a server of one's own.
  Model openAi(String key, String url, String id, Account account) {
    OpenAIClient client = client(key, url).build();
    return speaksResponses(url)
        ? new ResponsesModel(client, id, account)
        : chat(client, id, ModelSource.OPENAI, List.of(), account);
  }

  /// Dedalus; with a key of one's own at another provider, if there is one.
  Model dedalus(String key, String url, String id, Account account) {
    if (id.indexOf('/') < 1) {
      throw new ModelException(
          ModelException.Code.UNAVAILABLE,
          "Dedalus names its models PROVIDER/MODEL, as in dedalus:anthropic/claude-opus-4-5; there"
              + " is no "
              + id);
    }
    OpenAIOkHttpClient.Builder client = client(key, url);
    header(client, "X-Provider", "DEDALUS_PROVIDER");
    header(client, "X-Provider-Key", "DEDALUS_PROVIDER_KEY");
    return chat(client.build(), id, ModelSource.DEDALUS, list(MCP_SERVERS), account);
  }

  private void header(OpenAIOkHttpClient.Builder client, String name, String variable) {
    String value = settings.variable(variable);
    if (!value.isEmpty()) {
      client.putHeader(name, value);
    }
  }

  private Model chat(
      OpenAIClient client, String id, ModelSource source, List<String> servers, Account account) {
    ChatSettings chat =
        new ChatSettings(source.provider, source.key, coordinates(source.provider, id), servers);
    return new ChatModel(client, id, chat, account);
  }

  private OpenAIOkHttpClient.Builder client(String key, String url) {
    OpenAIOkHttpClient.Builder client =
        OpenAIOkHttpClient.builder()
            // A server of one's own may want no key; the client does.
            .apiKey(key.isEmpty() ? "none" : key)
            .maxRetries(0)
            .timeout(silence)
            .checkJacksonVersionCompatibility(false);
    if (!url.isEmpty()) {
      client.baseUrl(url);
    }
    return client;
  }

  private boolean speaksResponses(String url) {
    return switch (settings.variable(API).toLowerCase(Locale.ROOT)) {
      case "" -> url.isEmpty();
      case "responses" -> true;
      case "chat" -> false;
      default -> throw new Trouble(API + " must be responses or chat.");
    };
  }

  private Coordinates coordinates(String provider, String id) {
    String model = (provider + ":" + id).toLowerCase(Locale.ROOT);
    Coordinates otherwise = Coordinates.PIXELS;
    for (String entry : list(COORDINATES)) {
      int equals = entry.lastIndexOf('=');
      Coordinates kind = kind(entry.substring(equals + 1).strip());
      if (equals < 0) {
        otherwise = kind;
      } else if (model.contains(entry.substring(0, equals).strip().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    return otherwise;
  }

  private static Coordinates kind(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "pixels" -> Coordinates.PIXELS;
      case "thousandths" -> Coordinates.THOUSANDTHS;
      case "fractions" -> Coordinates.FRACTIONS;
      default ->
          throw new Trouble(
              COORDINATES
                  + " must name pixels, thousandths or fractions, alone or as MODEL=KIND,"
                  + " separated by commas; there is no \""
                  + word
                  + "\".");
    };
  }

  private List<String> list(String variable) {
    return Stream.of(settings.variable(variable).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }
}
