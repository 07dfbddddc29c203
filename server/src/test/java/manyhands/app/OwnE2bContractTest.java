package manyhands.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopProviderContract;
import manyhands.desktop.e2b.E2bAccount;
import manyhands.desktop.e2b.E2bDesktops;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Desktops at E2B keep their promises at our own E2B door, too: client and server here are those
/// that people use, and all that is between them is the wire.
final class OwnE2bContractTest extends DesktopProviderContract {

  private static final String OWNER = "contract";

  private final RealServer host = new RealServer(Map.of());
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger numbers = new AtomicInteger(1_000_000);

  @Override
  protected DesktopProvider server() {
    URI address = host.process().address();
    return new E2bDesktops(
        new E2bAccount(
            host.process().token(), address, "boxes.test", Optional.of(address), "desktop", OWNER),
        Duration.ofMillis(500),
        () -> "x" + numbers.incrementAndGet(),
        Thread.ofVirtual().factory());
  }

  @Override
  protected List<String> left(DesktopId id) {
    List<String> found = new ArrayList<>();
    JsonNode all = JsonMapper.shared().readTree(call("GET", "/v2/sandboxes"));
    for (JsonNode each : all) {
      if (each.path("metadata").path("manyhands-desktop").asString("").equals(id.value())) {
        found.add(each.path("sandboxID").asString());
      }
    }
    return found;
  }

  @Override
  protected void crash(DesktopId id) {
    left(id).forEach(sandbox -> call("DELETE", "/sandboxes/" + sandbox));
  }

  private String call(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(host.process().address().resolve(path))
            .header("X-API-Key", host.process().token())
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected void closeHost() {
    http.close();
    host.close();
  }
}
