package manyhands.scenario;

import com.microsoft.playwright.Page;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.List;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.browser.Chromium;
import manyhands.replay.Replay;
import manyhands.session.LiveDesktops;
import manyhands.session.LiveThinking;

/// A workplace with its doors open on a free port, and pages in front of it.
final class ServedWorkplace implements AutoCloseable {

  private static final String TOKEN = "cheddar-and-brie";

  final Workplace work = new Workplace();
  final LiveDesktops desktops = new LiveDesktops(work.parts);
  private final ApiServer api;
  private final Chromium chromium = Chromium.start();

  ServedWorkplace() {
    Commands commands =
        new Commands(
            work.sessions,
            desktops,
            work.parts.log(),
            new LiveThinking(),
            new Replay(work.parts.log(), work.parts.blobs(), work.recordings),
            () -> new MachineReport(List.of(), List.of(), 4),
            work.parts.outside());
    api =
        new ApiServer(
            new ApiSettings("127.0.0.1", 0, TOKEN, "1.2.3"),
            commands,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    api.start();
  }

  private String origin() {
    return "http://127.0.0.1:" + api.port();
  }

  /// A page of the tests' own, logged in, whose scripts have run.
  Page page(String name) {
    Page page = chromium.page(origin());
    page.setViewportSize(1280, 800);
    page.navigate(origin() + "/?token=" + TOKEN);
    page.navigate(origin() + "/test/" + name);
    page.waitForFunction("document.title === 'ready'");
    return page;
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    api.close();
    desktops.close();
    work.close();
  }
}
