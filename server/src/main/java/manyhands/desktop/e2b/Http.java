package manyhands.desktop.e2b;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import org.jspecify.annotations.Nullable;

/// Sends requests, and says in words what became of those that got no answer at all.
final class Http {

  private static final Duration CONNECTED = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTED)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// The answer, or with a handler of streams its beginning, within that time. Fails with
  /// `TIMEOUT`, `INTERRUPTED`, or `unreachable` when there is none.
  <T> HttpResponse<T> send(
      HttpRequest request, BodyHandler<T> handler, Duration atMost, Code unreachable) {
    String where = request.uri().getHost();
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      var _ = answer.cancel(true);
      throw new DesktopException(
          Code.TIMEOUT, "%s did not answer within %d s".formatted(where, atMost.toSeconds()), e);
    } catch (InterruptedException e) {
      var _ = answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while waiting for " + where, e);
    } catch (ExecutionException e) {
      throw new DesktopException(
          unreachable, "%s cannot be reached: %s".formatted(where, words(e.getCause())), e);
    }
  }

  private static String words(@Nullable Throwable why) {
    return switch (why) {
      case java.net.ConnectException e -> "nobody listens there";
      case IOException e -> String.valueOf(e.getMessage());
      case null, default -> "the connection broke";
    };
  }

  void close() {
    client.shutdownNow();
  }
}
