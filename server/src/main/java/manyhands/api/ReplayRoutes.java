package manyhands.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.RecordedPart;
import manyhands.event.AgentId;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.replay.ArtifactZip;
import manyhands.replay.Export;
import manyhands.replay.Moment;
import manyhands.replay.Replay;
import manyhands.session.SessionException;
import manyhands.session.Sessions;
import org.jspecify.annotations.Nullable;

/// Screens, now and at any moment before, and a session as a whole.
final class ReplayRoutes {
  private static final String ONE = "/api/sessions/{session}";

  private final Sessions sessions;
  private final Replay replay;

  ReplayRoutes(Sessions sessions, Replay replay) {
    this.sessions = sessions;
    this.replay = replay;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            ONE + "/agents/{agent}/screenshot",
            "An agent's screen now, or its last one; with `seq` or `at`, as it was then.",
            Route.Answer.of("image/png"),
            this::screenshot,
            new Route.Query("seq", "when the entry with this number was written"),
            new Route.Query("at", "at this time (ISO 8601, UTC)"),
            Pictures.FORMAT,
            Pictures.WIDTH,
            Pictures.HEIGHT),
        Route.get(
            ONE + "/recordings",
            "The desktops of a session and what of their screens was recorded.",
            Route.Answer.items(Replay.Recorded.class),
            this::recordings),
        Route.get(
            ONE + "/recordings/{desktop}/{part}",
            "One part of a recording, whole or the bytes that `Range` asks for.",
            Route.Answer.of(RECORDING),
            this::part),
        Route.get(
            ONE + "/export",
            "The session so far as one zip: events, screenshots, artifacts, a summary.",
            Route.Answer.of("application/zip"),
            this::export),
        Route.get(
            ONE + "/artifacts.zip",
            "All files that the agents made so far as one zip.",
            Route.Answer.of("application/zip"),
            this::artifacts));
  }

  /// The format of `docs/reference/recording.md`.
  private static final String RECORDING = "application/vnd.manyhands.screen";

  private void screenshot(Context exchange) {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    AgentId agent = Parameters.agent(exchange.pathParam("agent"));
    Capture wanted = Pictures.wanted(exchange);
    Instant at = time(exchange);
    long seq = Parameters.number(exchange, "seq", 0, 1, Long.MAX_VALUE);
    if (at == null && seq == 0) {
      Pictures.send(exchange, sessions.look(id, agent, wanted));
      return;
    }
    Optional<Moment> moment =
        at == null ? replay.at(id, agent, seq, wanted) : replay.at(id, agent, at, wanted);
    Moment then =
        moment.orElseThrow(() ->
            new SessionException(
                SessionException.Code.NO_PICTURE,
                "The screen of agent " + agent + " had not been seen by then."));
    exchange
        .status(200)
        .contentType(then.mediaType())
        .header("X-Manyhands-Live", "false")
        .header("X-Manyhands-At", then.drawn().toString())
        .header("X-Manyhands-Screen", then.screen().toString())
        .result(then.bytes());
  }

  private static @Nullable Instant time(Context exchange) {
    String text = exchange.queryParam("at");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.badField("at", "must be a time like 2026-01-31T12:00:00.123Z.");
    }
  }

  private void recordings(Context exchange) {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("items", replay.recorded(id));
    answer.put("next", null);
    Json.send(exchange, 200, answer);
  }

  private void part(Context exchange) throws IOException {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    DesktopId desktop = Parameters.desktop(exchange.pathParam("desktop"));
    String number = exchange.pathParam("part");
    RecordedPart part =
        (number.matches("[1-9][0-9]{0,5}")
                ? replay.part(id, desktop, Integer.parseInt(number))
                : Optional.<RecordedPart>empty())
            .orElseThrow(
                () -> new LogException(LogException.Code.UNKNOWN, "There is no such recording."));
    ByteRange range = ByteRange.of(exchange.header("Range"), part.bytes());
    exchange
        .status(range.status())
        .contentType(RECORDING)
        .header("Accept-Ranges", "bytes")
        .disableCompression();
    if (range.status() != 200) {
      exchange.header("Content-Range", range.header());
    }
    exchange.res().setContentLengthLong(range.count());
    if (range.count() > 0 && exchange.method().equals(HandlerType.GET)) {
      replay.recordings().copy(part, range.from(), range.count(), exchange.res().getOutputStream());
    }
  }

  /// At the pace of whoever takes it; nothing but a buffer is held.
  private void export(Context exchange) throws IOException {
    Export export = replay.export(Parameters.session(exchange.pathParam("session")));
    exchange
        .status(200)
        .contentType("application/zip")
        .header("Content-Disposition", Attachment.disposition(export.session() + ".zip"))
        .header("X-Manyhands-Seq", String.valueOf(export.upTo()))
        .disableCompression();
    export.writeTo(exchange.res().getOutputStream());
  }

  /// Also at the pace of whoever takes it.
  private void artifacts(Context exchange) throws IOException {
    ArtifactZip zip = replay.artifacts(Parameters.session(exchange.pathParam("session")));
    exchange
        .status(200)
        .contentType("application/zip")
        .header("Content-Disposition", Attachment.disposition(zip.session() + "-files.zip"))
        .disableCompression();
    zip.writeTo(exchange.res().getOutputStream());
  }
}
