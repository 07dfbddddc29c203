package manyhands.app;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.anthropic.ClaudeModel;
import manyhands.model.openai.ChatModel;
import manyhands.model.openai.ChatSettings;

/// Where language models come from: the name people know it by, the variables of its key and
/// address, and the model that is meant when none is named.
enum ModelSource {
  CLAUDE("claude", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "", "claude-opus-5-5"),
  OPENAI("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL", "", "gpt-5.4"),
  DEDALUS(
      "dedalus",
      "DEDALUS_API_KEY",
      "DEDALUS_BASE_URL",
      "https://api.dedaluslabs.ai/v1",
      "anthropic/claude-opus-4-5");

  /// A model thinks for minutes at most without a word; a stream that is silent for longer is dead.
  private static final Duration SILENCE = Duration.ofMinutes(5);

  final String provider;
  final String key;
  private final String address;
  private final String usualAddress;
  private final String usualModel;

  ModelSource(String provider, String key, String address, String usualAddress, String usualModel) {
    this.provider = provider;
    this.key = key;
    this.address = address;
    this.usualAddress = usualAddress;
    this.usualModel = usualModel;
  }

  /// True when there is a key, or an address of one's own, which may want none.
  boolean isThere(Settings settings) {
    return !settings.variable(key).isEmpty()
        || (this == OPENAI && !settings.variable(address).isEmpty());
  }

  /// The model of that id; the usual one when the id is empty.
  Model model(Settings settings, String id, Account account) {
    String name = id.isEmpty() ? usualModel : id;
    String secret = settings.variable(key);
    String own = settings.variable(address);
    String url = own.isEmpty() ? usualAddress : own;
    return this == CLAUDE ? claude(secret, url, name, account) : chat(secret, url, name, account);
  }

  private static Model claude(String secret, String url, String id, Account account) {
    AnthropicOkHttpClient.Builder client =
        AnthropicOkHttpClient.builder()
            .apiKey(secret)
            .maxRetries(0)
            .timeout(SILENCE)
            .checkJacksonVersionCompatibility(false);
    if (!url.isEmpty()) {
      client.baseUrl(url);
    }
    return new ClaudeModel(client.build(), id, account);
  }

  private Model chat(String secret, String url, String id, Account account) {
    OpenAIOkHttpClient.Builder client =
        OpenAIOkHttpClient.builder()
            // A server of one's own may want no key; the client does.
            .apiKey(secret.isEmpty() ? "none" : secret)
            .maxRetries(0)
            .timeout(SILENCE)
            .checkJacksonVersionCompatibility(false);
    if (!url.isEmpty()) {
      client.baseUrl(url);
    }
    return new ChatModel(client.build(), id, ChatSettings.of(provider, key), account);
  }
}
