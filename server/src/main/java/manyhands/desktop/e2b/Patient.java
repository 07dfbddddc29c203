package manyhands.desktop.e2b;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Asks again where E2B says when that is worth while (429 with `Retry-After`), and never
/// otherwise.
final class Patient {

  /// As often as the official clients.
  private static final int TRIES = 4;

  /// Whoever waits for a desktop is better told than kept for longer.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Patient() {}

  static HttpResponse<byte[]> send(Supplier<HttpResponse<byte[]>> request) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int tried = 1; ; tried++) {
      HttpResponse<byte[]> answer = request.get();
      OptionalLong seconds = retryAfter(answer);
      if (answer.statusCode() != 429 || seconds.isEmpty()) {
        return answer;
      }
      Duration wait = Duration.ofSeconds(seconds.getAsLong());
      if (tried == TRIES || System.nanoTime() + wait.toNanos() > end) {
        throw new DesktopException(
            Code.UNAVAILABLE,
            "E2B takes no more requests for now: try again in %d s".formatted(wait.toSeconds()));
      }
      sleep(wait);
    }
  }

  /// No time is named: waiting does not help, ending some does.
  static DesktopException tooMany(String says) {
    return new DesktopException(
        Code.UNAVAILABLE,
        "E2B allows this account no more sandboxes at the same time: end some, or raise its limit"
            + says);
  }

  private static OptionalLong retryAfter(HttpResponse<byte[]> answer) {
    String header = answer.headers().firstValue("Retry-After").orElse("");
    return header.matches("\\d{1,6}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while waiting for E2B", e);
    }
  }
}
