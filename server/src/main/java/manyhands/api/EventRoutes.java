package manyhands.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.Entry;
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

  private final EventLog log;
  private final Feeds feeds;

  EventRoutes(EventLog log, Feeds feeds) {
    this.log = log;
    this.feeds = feeds;
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
      try (LiveStream stream = new LiveStream(feeds, session, after(exchange))) {
        stream.send(exchange);
      }
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

  /// A browser that lost its stream says itself where it was.
  private static long after(Context request) {
    String last = request.header("Last-Event-ID");
    if (last != null && last.matches("\\d{1,18}")) {
      return Long.parseLong(last);
    }
    return Parameters.number(request, "after", 0, 0, Long.MAX_VALUE);
  }
}
