package manyhands.app;

import manyhands.event.EventLog;
import manyhands.session.Models;

/// What monitoring outside is told: that models were asked, tools called and tasks worked on, how
/// long it took, how it ended and how many tokens it cost. Never what was said, typed or seen.
interface Telemetry extends AutoCloseable {

  /// Tells nobody anything.
  Telemetry NONE = new Telemetry() {};

  /// To the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names; to nobody when none is named, and
  /// then nothing of OpenTelemetry is even loaded.
  static Telemetry of(Settings settings) {
    boolean off = settings.variable("OTEL_SDK_DISABLED").equalsIgnoreCase("true");
    String endpoint = endpoint(settings);
    return off || endpoint.isEmpty() ? NONE : OtlpTelemetry.to(endpoint, settings);
  }

  private static String endpoint(Settings settings) {
    String traces = settings.variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    String all = settings.variable("OTEL_EXPORTER_OTLP_ENDPOINT");
    String endpoint = traces.isEmpty() && !all.isEmpty() ? all + "/v1/traces" : traces;
    if (!endpoint.isEmpty() && !endpoint.matches("https?://[^/].*")) {
      throw new Trouble("OTEL_EXPORTER_OTLP_ENDPOINT must be an address that begins with http.");
    }
    return endpoint.replaceAll("(?<!:)//+", "/");
  }

  /// A log that is watched.
  default EventLog watching(EventLog log) {
    return log;
  }

  /// Models that are watched.
  default Models watching(Models models) {
    return models;
  }

  /// Sends what is left, for a moment at most.
  @Override
  default void close() {}
}
