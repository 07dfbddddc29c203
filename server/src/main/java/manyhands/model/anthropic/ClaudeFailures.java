package manyhands.model.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import java.time.Duration;
import java.util.Locale;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import org.jspecify.annotations.Nullable;

/// What the API's failures mean for who asked, in words that say what to do.
final class ClaudeFailures {

  private static final int MAX_WORDS = 500;

  /// A provider that asks for more is as good as gone.
  private static final long MOST_SECONDS = 3_600;

  private ClaudeFailures() {}

  static ModelException told(AnthropicException failure, ClaudePlatform platform) {
    return switch (failure) {
      case SseException broken -> inStream(broken);
      case AnthropicServiceException refused -> refused(refused, platform);
      case AnthropicInvalidDataException bad ->
          new ModelException(
              Code.FAILED, "Claude's answer could not be read: " + words(bad), null, bad);
      default ->
          new ModelException(
              Code.FAILED, "Claude could not be reached: " + words(failure), null, failure);
    };
  }

  private static ModelException refused(
      AnthropicServiceException failure, ClaudePlatform platform) {
    String who = platform.words;
    Duration wait = retryAfter(failure.headers());
    String said = words(failure);
    return switch (failure.statusCode()) {
      case 401 ->
          told(
              Code.REFUSED,
              who + " does not accept the key: check " + platform.secret + ".",
              failure);
      case 402 -> told(Code.REFUSED, who + " wants to be paid first: " + said, failure);
      case 403 -> told(Code.REFUSED, who + " does not allow this key to do this: " + said, failure);
      case 404 -> told(Code.UNAVAILABLE, who + " knows no such model: " + said, failure);
      case 429 ->
          isSpent(said)
              ? told(
                  Code.REFUSED,
                  "The spend limit of this "
                      + who
                      + " account is reached; raise it or wait until it"
                      + " is renewed: "
                      + said,
                  failure)
              : new ModelException(
                  Code.BUSY, who + " takes no more requests for now: " + said, wait, failure);
      case 408, 409, 500, 502, 503, 504 ->
          new ModelException(Code.FAILED, who + " failed: " + said, wait, failure);
      case 529 -> new ModelException(Code.BUSY, who + " is overloaded: " + said, wait, failure);
      default ->
          isSpent(said)
              ? told(
                  Code.REFUSED,
                  "The credit of this " + who + " account is used up: " + said,
                  failure)
              : told(
                  failure.statusCode() >= 500 ? Code.FAILED : Code.INVALID,
                  who + " refused the request: " + said,
                  failure);
    };
  }

  /// An error that came after the answer had begun well.
  private static ModelException inStream(SseException failure) {
    String body = String.valueOf(failure.body()).toLowerCase(Locale.ROOT);
    Code code =
        body.contains("overloaded") || body.contains("rate_limit") ? Code.BUSY : Code.FAILED;
    return new ModelException(
        code,
        "Claude's reply broke off: " + words(failure),
        retryAfter(failure.headers()),
        failure);
  }

  private static ModelException told(Code code, String words, AnthropicException failure) {
    return new ModelException(code, words, null, failure);
  }

  private static boolean isSpent(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("spend")
        || lower.contains("credit balance")
        || lower.contains("usage limit")
        || lower.contains("billing");
  }

  private static @Nullable Duration retryAfter(Headers headers) {
    return headers.values("retry-after").stream()
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Math.min(MOST_SECONDS, Long.parseLong(value))))
        .findFirst()
        .orElse(null);
  }

  /// What the API said, without anything of the request: a key never stands in its answers.
  private static String words(AnthropicException failure) {
    String said =
        failure instanceof AnthropicServiceException service
            ? service.apiMessage().orElse(String.valueOf(failure.getMessage()))
            : String.valueOf(failure.getMessage());
    return said.length() > MAX_WORDS ? said.substring(0, MAX_WORDS) + "..." : said;
  }
}
