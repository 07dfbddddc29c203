package manyhands.model.openai;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import java.time.Duration;
import java.util.Locale;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import org.jspecify.annotations.Nullable;

/// What the failures of a provider mean for who asked, in words that say what to do.
final class OpenAiFailures {

  private static final int MAX_WORDS = 500;
  private static final long MOST_SECONDS = 3_600;

  private final String who;
  private final String keyName;

  OpenAiFailures(ChatSettings settings) {
    this.who = settings.provider();
    this.keyName = settings.keyName();
  }

  ModelException told(OpenAIException failure) {
    return switch (failure) {
      case SseException broken ->
          new ModelException(
              Code.FAILED, "The reply of " + who + " broke off: " + words(broken), null, broken);
      case OpenAIServiceException refused -> refused(refused);
      case OpenAIInvalidDataException bad ->
          new ModelException(
              Code.FAILED, "What " + who + " answered could not be read: " + words(bad), null, bad);
      default ->
          new ModelException(
              Code.FAILED, who + " could not be reached: " + words(failure), null, failure);
    };
  }

  private ModelException refused(OpenAIServiceException failure) {
    Duration wait = retryAfter(failure.headers());
    String said = words(failure);
    Code code = code(failure.statusCode(), said + failure.code().orElse(""));
    String words =
        switch (failure.statusCode()) {
          case 401 -> who + " does not accept the key: check " + keyName + ".";
          case 402 -> who + " wants to be paid first: " + said;
          case 403 -> who + " does not allow this key to do this: " + said;
          case 404 -> who + " knows no such model or address: " + said;
          case 429 ->
              code == Code.REFUSED
                  ? "The spend limit at " + who + " is reached; raise it or wait: " + said
                  : who + " takes no more requests for now: " + said;
          default ->
              code == Code.INVALID
                  ? who + " refused the request: " + said
                  : who + " failed: " + said;
        };
    return new ModelException(code, words, wait, failure);
  }

  private static Code code(int status, String said) {
    return switch (status) {
      case 401, 402, 403 -> Code.REFUSED;
      case 404 -> Code.UNAVAILABLE;
      case 429 -> isSpent(said) ? Code.REFUSED : Code.BUSY;
      case 503, 529 -> Code.BUSY;
      case 408, 409 -> Code.FAILED;
      default -> status >= 500 ? Code.FAILED : Code.INVALID;
    };
  }

  private static boolean isSpent(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("insufficient_quota")
        || lower.contains("exceeded your current quota")
        || lower.contains("billing")
        || lower.contains("spend");
  }

  private static @Nullable Duration retryAfter(Headers headers) {
    return headers.values("retry-after").stream()
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Math.min(MOST_SECONDS, Long.parseLong(value))))
        .findFirst()
        .orElse(null);
  }

  private static String words(OpenAIException failure) {
    String said = String.valueOf(failure.getMessage());
    return said.length() > MAX_WORDS ? said.substring(0, MAX_WORDS) + "..." : said;
  }
}
