package manyhands.fakes;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Server-sent events written to a client one by one, as small as real ones are: what puts them
/// together must not count on more.
final class EventStream {

  private static final int DELTA = 12;

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  static EventStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("x-request-id", "req_fake");
    exchange.sendResponseHeaders(200, 0);
    return new EventStream(exchange.getResponseBody());
  }

  /// Sends each event, a name (or empty) and its data.
  void send(List<Event> events) throws IOException {
    for (Event event : events) {
      String name = event.name().isEmpty() ? "" : "event: " + event.name() + "\n";
      out.write((name + "data: " + event.data() + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  record Event(String name, String data) {}

  /// A text in pieces of a few characters.
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += DELTA) {
      pieces.add(text.substring(from, Math.min(text.length(), from + DELTA)));
    }
    return pieces;
  }
}
