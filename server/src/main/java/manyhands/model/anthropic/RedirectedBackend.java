package manyhands.model.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.Optional;

/// A platform's own way to be asked, at another address: a gateway in front of it, or a test.
public record RedirectedBackend(Backend backend, String baseUrl) implements Backend {

  @Override
  public HttpRequest prepareRequest(HttpRequest request) {
    return backend.prepareRequest(request);
  }

  @Override
  public HttpRequest authorizeRequest(HttpRequest request) {
    return backend.authorizeRequest(request);
  }

  @Override
  public HttpResponse prepareResponse(HttpResponse response) {
    return backend.prepareResponse(response);
  }

  @Override
  public boolean supportsMessageThreads() {
    return backend.supportsMessageThreads();
  }

  @Override
  public String openTelemetryProviderName() {
    return backend.openTelemetryProviderName();
  }

  @Override
  public Optional<String> openTelemetryPlatform() {
    return backend.openTelemetryPlatform();
  }

  @Override
  public void close() {
    backend.close();
  }
}
