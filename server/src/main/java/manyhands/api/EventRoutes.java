package manyhands.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.session.SessionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The facts of a session, as pages or as a stream.
final class EventRoutes {
  private static final int PAGE = 1_000;
  private static final int MAX_PAGE = 10_000;

  /// How often a stream says that it is alive: well under the half minute after which proxies cut.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final EventLog log;

  EventRoutes(EventLog log) {
    this.log = log;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/sessions/{session}/events",
            "What happened, in order; with `Accept: text/event-stream`, live.",
            Route.Answer.items(Entry.class),
            this::events,
            new Route.Query("after", "only entries after this sequence number (0: all)"),
            new Route.Query("limit", "at most so many, 1 to " + MAX_PAGE)));
  }

  private void events(Context exchange) throws IOException {
    SessionId session = Parameters.session(exchange.pathParam("session"));
    if (log.lastSeq(session) == 0) {
      throw new SessionException(
          SessionException.Code.UNKNOWN_SESSION, "There is no session " + session + ".");
    }
    String accept = exchange.header("Accept");
    if (accept != null && accept.contains("text/event-stream")) {
      stream(exchange, session, after(exchange));
    } else {
      page(exchange, session, after(exchange));
    }
  }

  private void page(Context exchange, SessionId session, long after) {
    int limit = (int) Parameters.number(exchange, "limit", PAGE, 1, MAX_PAGE);
    List<Entry> entries = log.read(session, after, limit);
    List<ObjectNode> items = entries.stream().map(EventJson::toJson).toList();
    boolean more = !entries.isEmpty() && entries.getLast().seq() < log.lastSeq(session);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("next", more ? entries.getLast().seq() : null);
    Json.send(exchange, 200, answer);
  }

  /// Blocks on a slow reader and pulls from the log at its pace: nothing piles up, and the server's
  /// idle timeout ends a reader that takes nothing.
  private void stream(Context exchange, SessionId session, long after) throws IOException {
    exchange.status(200).contentType("text/event-stream").header("Cache-Control", "no-store");
    ServletOutputStream out = exchange.res().getOutputStream();
    exchange.res().flushBuffer();
    try (EventLog.Subscription facts = log.follow(session, after)) {
      boolean open = true;
      while (open) {
        List<Entry> entries = facts.next(HEARTBEAT);
        for (Entry entry : entries) {
          out.write(frame(entry));
          open = open && !(entry.event() instanceof Event.SessionClosed);
        }
        if (entries.isEmpty()) {
          out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] frame(Entry entry) {
    ObjectNode json = EventJson.toJson(entry);
    String text =
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(
                entry.seq(), json.get("type").stringValue(), Json.MAPPER.writeValueAsString(json));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A browser that lost its stream says itself where it was.
  private static long after(Context request) {
    String last = request.header("Last-Event-ID");
    if (last != null && last.matches("\\d{1,18}")) {
      return Long.parseLong(last);
    }
    return Parameters.number(request, "after", 0, 0, Long.MAX_VALUE);
  }
}
