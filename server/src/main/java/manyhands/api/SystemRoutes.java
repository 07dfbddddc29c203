package manyhands.api;

import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// The server about itself.
final class SystemRoutes {
  private final ApiSettings settings;
  private final Supplier<MachineReport> machine;
  private final PrometheusMeterRegistry metrics;

  SystemRoutes(
      ApiSettings settings, Supplier<MachineReport> machine, PrometheusMeterRegistry metrics) {
    this.settings = settings;
    this.machine = machine;
    this.metrics = metrics;
  }

  /// Whether the server answers.
  record Health(String status, String version) {}

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/machine",
            "Models and kinds of desktop that work here, and what mends the others.",
            Route.Answer.json(MachineReport.class),
            exchange -> Json.send(exchange, 200, machine.get())),
        Route.get(
            "/health",
            "Whether the server answers; needs no token.",
            Route.Answer.json(Health.class),
            exchange -> Json.send(exchange, 200, new Health("up", settings.version()))),
        Route.get(
            "/metrics", "Numbers for Prometheus.", Route.Answer.of("text/plain"), this::metrics));
  }

  private void metrics(Context exchange) {
    exchange.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }
}
