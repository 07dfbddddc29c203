package manyhands.model.openai;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the failures of a provider mean for who asked, in words that say what to do.
final class OpenAiFailures {

  private static final int MAX_WORDS = 500;

  /// A provider that asks for more is as good as gone.
  private static final long MOST_MILLIS = 3_600_000;

  /// Some servers repeat the key that they refuse.
  private static final String KEY = "(?i)\\b(dsk|sk)-[\\w*-]{4,}|bearer\\s+\\S+";

  private final String who;
  private final String keyName;

  /// `who` is the provider's name for people, `keyName` the variable of its key.
  OpenAiFailures(String who, String keyName) {
    this.who = who;
    this.keyName = keyName;
  }

  ModelException told(OpenAIException failure) {
    return switch (failure) {
      case SseException broken -> inAnswer(OpenAiJson.tree(broken.body()), broken);
      case OpenAIServiceException refused -> refused(refused);
      case OpenAIInvalidDataException bad ->
          new ModelException(
              Code.FAILED,
              "What " + who + " answered could not be read: " + cut(String.valueOf(bad)),
              null,
              bad);
      default ->
          new ModelException(
              Code.FAILED,
              who + " could not be reached, or the connection broke: " + cut(reason(failure)),
              null,
              failure);
    };
  }

  /// An error that came after the answer had begun well.
  ModelException inAnswer(JsonNode error, @Nullable Throwable cause) {
    String said = words(error);
    String kind = kind(error);
    Code code = Code.FAILED;
    if (isSpent(kind + said)) {
      code = Code.REFUSED;
    } else if (kind.contains("rate_limit") || kind.contains("overload") || kind.contains("429")) {
      code = Code.BUSY;
    }
    String words =
        code == Code.REFUSED ? spent(said) : "The reply of " + who + " broke off: " + said;
    return new ModelException(code, words, null, cause);
  }

  private ModelException refused(OpenAIServiceException failure) {
    JsonNode body = OpenAiJson.tree(failure.body());
    String said = words(body);
    Code code = code(failure.statusCode(), kind(body) + " " + said);
    String words =
        switch (failure.statusCode()) {
          case 401 -> who + " does not accept the key: check " + keyName + ".";
          case 402 -> who + " wants to be paid first: " + said;
          case 403 -> who + " does not allow this key to do this: " + said;
          case 404 -> who + " knows no such model or address: " + said;
          default ->
              switch (code) {
                case REFUSED -> spent(said);
                case BUSY -> who + " takes no more requests for now: " + said;
                case INVALID -> who + " refused the request: " + said;
                case UNAVAILABLE, FAILED, MALFORMED -> who + " failed: " + said;
              };
        };
    return new ModelException(code, words, retryAfter(failure.headers()), failure);
  }

  private String spent(String said) {
    return "The credit or spend limit at " + who + " is used up; raise it or wait: " + said;
  }

  private static Code code(int status, String said) {
    return switch (status) {
      case 401, 402, 403 -> Code.REFUSED;
      case 404 -> Code.UNAVAILABLE;
      case 400, 429 -> isSpent(said) ? Code.REFUSED : status == 429 ? Code.BUSY : Code.INVALID;
      case 503, 529 -> Code.BUSY;
      case 408, 409 -> Code.FAILED;
      default -> status >= 500 ? Code.FAILED : Code.INVALID;
    };
  }

  private static boolean isSpent(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return Stream.of(
            "insufficient_quota",
            "exceeded your current quota",
            "billing_hard_limit",
            "insufficient_credits",
            "spend limit",
            "check your plan and billing")
        .anyMatch(lower::contains);
  }

  /// Type and code of an error, whichever there are.
  private static String kind(JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    return (error.path("type").asString("") + " " + error.path("code").asString(""))
        .toLowerCase(Locale.ROOT);
  }

  private static String words(JsonNode body) {
    StringBuilder words = new StringBuilder();
    for (JsonNode place : body.path("detail")) {
      words.append(words.isEmpty() ? "" : "; ");
      words.append(place.path("loc").path(place.path("loc").size() - 1).asString(""));
      words.append(": ").append(place.path("msg").asString(""));
    }
    String said =
        Stream.of(
                words.toString(),
                body.path("error").path("message").asString(""),
                body.path("error").asString(""),
                body.path("detail").asString(""),
                body.path("message").asString(""))
            .filter(it -> !it.isBlank())
            .findFirst()
            .orElse(body.isEmpty() ? "it gave no reason" : body.toString());
    return cut(said);
  }

  private static String reason(OpenAIException failure) {
    Throwable cause = failure.getCause();
    return failure.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
  }

  private static String cut(String words) {
    String clean = words.replaceAll(KEY, "[key]");
    return clean.length() > MAX_WORDS ? clean.substring(0, MAX_WORDS) + "..." : clean;
  }

  private static @Nullable Duration retryAfter(Headers headers) {
    Stream<Long> millis =
        headers.values("retry-after-ms").stream()
            .filter(value -> value.matches("\\d{1,9}"))
            .map(Long::parseLong);
    Stream<Long> seconds =
        headers.values("retry-after").stream()
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> 1_000 * Long.parseLong(value));
    return Stream.concat(millis, seconds)
        .findFirst()
        .map(wish -> Duration.ofMillis(Math.min(MOST_MILLIS, wish)))
        .orElse(null);
  }
}
