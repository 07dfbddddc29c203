package manyhands.scenario;

import com.microsoft.playwright.Page;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.api.WebFiles;
import manyhands.browser.Chromium;
import manyhands.replay.Replay;
import manyhands.seat.Seat;
import manyhands.session.LiveDesktops;
import manyhands.session.LiveThinking;
import manyhands.session.Outside;
import manyhands.session.SessionLimits;
import org.jspecify.annotations.Nullable;

/// A workplace with its doors open on a free port, and pages in front of it.
final class ServedWorkplace implements AutoCloseable {

  private static final String TOKEN = "cheddar-and-brie";

  final Workplace work;
  final LiveDesktops desktops;
  private final ApiServer api;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Chromium chromium;

  ServedWorkplace() {
    this(SessionLimits.USUAL);
  }

  ServedWorkplace(SessionLimits limits) {
    this(limits, Thread::sleep);
  }

  /// The doors' own waiting is done by `sleeper`.
  ServedWorkplace(SessionLimits limits, Seat.Sleeper sleeper) {
    work = new Workplace(limits);
    desktops = new LiveDesktops(work.parts);
    Outside outside = work.parts.outside();
    Commands commands =
        new Commands(
            work.sessions,
            desktops,
            work.parts.log(),
            new LiveThinking(),
            new Replay(work.parts.log(), work.parts.blobs(), work.recordings),
            () -> new MachineReport(List.of(), List.of(), 4),
            new Outside(outside.threads(), outside.clock(), outside.ids(), sleeper));
    api =
        new ApiServer(
            new ApiSettings("127.0.0.1", 0, TOKEN, "1.2.3"),
            WebFiles.built(),
            commands,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    api.start();
  }

  String origin() {
    return "http://127.0.0.1:" + api.port();
  }

  /// An order over REST; the answer's status and body.
  HttpResponse<String> post(String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /// A page of the tests' own, logged in, whose scripts have run.
  Page page(String name) {
    if (chromium == null) {
      chromium = Chromium.start();
    }
    Page page = chromium.page(origin());
    page.setViewportSize(1280, 800);
    page.navigate(origin() + "/?token=" + TOKEN);
    page.navigate(origin() + "/test/" + name);
    page.waitForFunction("document.title === 'ready'");
    return page;
  }

  @Override
  public void close() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    http.close();
    api.close();
    desktops.close();
    work.close();
  }
}
