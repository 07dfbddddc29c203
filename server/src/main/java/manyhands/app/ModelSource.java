package manyhands.app;

import java.time.Duration;
import java.util.List;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.anthropic.ClaudeModel;

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
      "anthropic/claude-opus-4-5"),
  BEDROCK(
      "bedrock",
      "AWS_BEARER_TOKEN_BEDROCK",
      "ANTHROPIC_BEDROCK_BASE_URL",
      "",
      "anthropic.claude-opus-5-5"),
  VERTEX(
      "vertex", "ANTHROPIC_VERTEX_PROJECT_ID", "ANTHROPIC_VERTEX_BASE_URL", "", "claude-opus-5-5");

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

  /// True when there is a key, or an address of one's own, which may want none. Amazon's other
  /// credentials may be there for something else: they do for who asks for it by name.
  boolean isThere(Settings settings) {
    return isMeant(settings)
        || (this == BEDROCK
            && !(settings.variable("AWS_ACCESS_KEY_ID") + settings.variable("AWS_PROFILE"))
                .isEmpty());
  }

  /// True when this can be the one that is used unless another is named.
  boolean isMeant(Settings settings) {
    return !settings.variable(key).isEmpty()
        || (this == OPENAI && !settings.variable(address).isEmpty());
  }

  /// Fails with what is wrong in the settings.
  static void check(Settings settings) {
    new OpenAiModels(settings, SILENCE).check();
  }

  /// The model of that id; the usual one when the id is empty.
  Model model(Settings settings, String id, Account account) {
    String name = id.isEmpty() ? usualModel : id;
    String secret = settings.variable(key);
    String own = settings.variable(address);
    String url = own.isEmpty() ? usualAddress : own;
    ClaudeClients claude = new ClaudeClients(settings, SILENCE);
    OpenAiModels others = new OpenAiModels(settings, SILENCE);
    Model model =
        switch (this) {
          case CLAUDE -> claude.anthropic(secret, url, name, account);
          case BEDROCK -> claude.bedrock(url, name, account);
          case VERTEX -> claude.vertex(url, name, account);
          case OPENAI -> others.openAi(secret, url, name, account);
          case DEDALUS -> others.dedalus(secret, url, name, account);
        };
    return new KeylessModel(model, secrets().stream().map(settings::variable).toList());
  }

  /// The variables whose values nobody may see. What names a project of Google's is no secret.
  private List<String> secrets() {
    return switch (this) {
      case CLAUDE, OPENAI -> List.of(key);
      case BEDROCK -> List.of(key, "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
      case VERTEX -> List.of();
      case DEDALUS -> List.of(key, "DEDALUS_PROVIDER_KEY");
    };
  }

  /// Loads what the first question to this provider would load, where that takes long: a second and
  /// more for Claude's SDK. Nothing is sent.
  void warmUp(Settings settings) {
    switch (this) {
      case CLAUDE -> {
        var _ = model(settings, "", Account.unlimited());
        ClaudeModel.warmUp();
      }
      case BEDROCK, VERTEX -> ClaudeModel.warmUp();
      case OPENAI, DEDALUS -> {}
    }
  }
}
