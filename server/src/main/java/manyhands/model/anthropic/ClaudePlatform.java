package manyhands.model.anthropic;

/// Where Claude is asked: what people call it, the largest request it takes, and what to check when
/// it does not accept who asks. The sizes of Amazon and Google are those of Anthropic's own example
/// of computer use.
public enum ClaudePlatform {
  ANTHROPIC("claude", "Anthropic", 32 << 20, "ANTHROPIC_API_KEY", ""),
  BEDROCK(
      "bedrock",
      "Amazon Bedrock",
      11 << 20,
      "AWS_BEARER_TOKEN_BEDROCK or the AWS credentials",
      "bedrock-2023-05-31"),
  VERTEX("vertex", "Google Vertex AI", 18 << 20, "the Google credentials", "vertex-2023-10-16");

  final String prefix;
  final String words;
  final int maxBytes;
  final String secret;

  /// The version of the API that the platform's own pages demand; empty where the SDK's is right.
  final String version;

  ClaudePlatform(String prefix, String words, int maxBytes, String secret, String version) {
    this.prefix = prefix;
    this.words = words;
    this.maxBytes = maxBytes;
    this.secret = secret;
    this.version = version;
  }
}
