package manyhands.app;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import manyhands.event.EventLog;
import manyhands.session.Models;

/// Spans to a collector over OTLP/HTTP. They wait in a queue of the SDK's that drops what does not
/// fit: a collector that is gone or hangs costs spans, never a session's time.
final class OtlpTelemetry implements Telemetry {

  /// Some minutes of work of several agents.
  private static final int QUEUE = 2_048;

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  /// The end of the server does not wait longer than this for a collector.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final SdkTracerProvider provider;
  private final SpanTree spans;

  private OtlpTelemetry(SdkTracerProvider provider) {
    this.provider = provider;
    Tracer tracer = provider.get("manyhands", Settings.version());
    this.spans = new SpanTree(tracer);
  }

  static OtlpTelemetry to(String endpoint, Settings settings) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(ANSWER_WITHIN);
    for (String header : settings.variable("OTEL_EXPORTER_OTLP_HEADERS").split(",")) {
      String[] parts = header.split("=", 2);
      if (parts.length == 2) {
        exporter.addHeader(
            parts[0].strip(), URLDecoder.decode(parts[1].strip(), StandardCharsets.UTF_8));
      }
    }
    String name = settings.variable("OTEL_SERVICE_NAME");
    Attributes self =
        Attributes.of(
            AttributeKey.stringKey("service.name"),
            name.isEmpty() ? "manyhands" : name,
            AttributeKey.stringKey("service.version"),
            Settings.version());
    return new OtlpTelemetry(
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(self)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build())
                    .setMaxQueueSize(QUEUE)
                    .setScheduleDelay(EVERY)
                    .setExporterTimeout(ANSWER_WITHIN)
                    .build())
            .build());
  }

  @Override
  public EventLog watching(EventLog log) {
    return new WatchedLog(log, spans);
  }

  @Override
  public Models watching(Models models) {
    return models.each(model -> new WatchedModel(model, spans));
  }

  @Override
  public void close() {
    var _ = provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
