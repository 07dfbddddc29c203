package manyhands.app;

import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.anthropic.ClaudeModel;
import manyhands.model.anthropic.ClaudePlatform;
import manyhands.model.anthropic.RedirectedBackend;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// Claude at Anthropic, Amazon Bedrock and Google Vertex AI, by the variables that their own
/// programs read.
record ClaudeClients(Settings settings, Duration silence) {

  private static final String GOOGLE = "https://www.googleapis.com/auth/cloud-platform";

  Model anthropic(String key, String url, String id, Account account) {
    AnthropicOkHttpClient.Builder client = client().apiKey(key);
    if (!url.isEmpty()) {
      client.baseUrl(url);
    }
    return new ClaudeModel(client.build(), id, account);
  }

  /// Amazon's: a bearer token, keys, or a profile of the AWS command line.
  Model bedrock(String url, String id, Account account) {
    BedrockBackend.Builder backend = BedrockBackend.builder().region(Region.of(region()));
    String token = settings.variable("AWS_BEARER_TOKEN_BEDROCK");
    String profile = settings.variable("AWS_PROFILE");
    if (!token.isEmpty()) {
      backend.apiKey(token);
    } else if (!settings.variable("AWS_ACCESS_KEY_ID").isEmpty()) {
      backend.awsCredentials(awsKeys());
    } else if (!profile.isEmpty()) {
      backend.awsCredentialsProvider(ProfileCredentialsProvider.create(profile));
    } else {
      backend.awsCredentialsProvider(DefaultCredentialsProvider.builder().build());
    }
    return on(backend.build(), ClaudePlatform.BEDROCK, url, id, account);
  }

  private AwsCredentials awsKeys() {
    String id = settings.variable("AWS_ACCESS_KEY_ID");
    String secret = settings.variable("AWS_SECRET_ACCESS_KEY");
    String session = settings.variable("AWS_SESSION_TOKEN");
    return session.isEmpty()
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, session);
  }

  private String region() {
    String region = settings.variable("AWS_REGION");
    region = region.isEmpty() ? settings.variable("AWS_DEFAULT_REGION") : region;
    if (region.isEmpty()) {
      throw new ModelException(
          Code.UNAVAILABLE, "Bedrock needs a region: set AWS_REGION in the environment or in .env");
    }
    return region;
  }

  /// Google's: a project and the credentials of its command line, or a file with some.
  Model vertex(String url, String id, Account account) {
    String region = settings.variable("CLOUD_ML_REGION");
    VertexBackend.Builder backend =
        VertexBackend.builder()
            .googleCredentials(google())
            .project(settings.variable("ANTHROPIC_VERTEX_PROJECT_ID"))
            .region(region.isEmpty() ? "global" : region);
    return on(backend.build(), ClaudePlatform.VERTEX, url, id, account);
  }

  private GoogleCredentials google() {
    String file = settings.variable("GOOGLE_APPLICATION_CREDENTIALS");
    try {
      if (file.isEmpty()) {
        return GoogleCredentials.getApplicationDefault().createScoped(GOOGLE);
      }
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        return GoogleCredentials.fromStream(in).createScoped(GOOGLE);
      }
    } catch (IOException e) {
      throw new ModelException(
          Code.UNAVAILABLE,
          "Vertex AI needs Google's credentials: run `gcloud auth application-default login`, or"
              + " name a file in GOOGLE_APPLICATION_CREDENTIALS",
          null,
          e);
    }
  }

  private Model on(
      Backend backend, ClaudePlatform platform, String url, String id, Account account) {
    Backend asked = url.isEmpty() ? backend : new RedirectedBackend(backend, url);
    return new ClaudeModel(client().backend(asked).build(), platform, id, account);
  }

  private AnthropicOkHttpClient.Builder client() {
    return AnthropicOkHttpClient.builder()
        .maxRetries(0)
        .timeout(silence)
        .checkJacksonVersionCompatibility(false);
  }
}
