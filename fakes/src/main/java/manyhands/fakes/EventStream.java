package manyhands.fakes;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import manyhands.fakes.FakeReply.Piece;

/// Server-sent events written to a client one by one, as small as real ones are: what puts them
/// together must not count on more.
final class EventStream {

  private static final int DELTA = 12;

  private final OutputStream out;

  private EventStream(OutputStream out) {
    this.out = out;
  }

  private static EventStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("x-request-id", "req_fake");
    exchange.sendResponseHeaders(200, 0);
    return new EventStream(exchange.getResponseBody());
  }

  /// What an answer is made of.
  interface Answer {
    List<Event> events(List<Piece> pieces);

    /// What comes instead of the rest when the server fails after it began well.
    Event error(String type);
  }

  /// Answers with all of it, or with what is to become of it.
  static void send(HttpExchange exchange, Answer answer, FakeReply reply) throws IOException {
    switch (reply) {
      case FakeReply.Answer it -> begin(exchange).send(answer.events(it.pieces()));
      case FakeReply.Broken it -> {
        begin(exchange).send(answer.events(it.pieces()).subList(0, it.events()));
        // Closing without the last chunk is what a reset looks like to the client.
        throw new IOException("broken off on purpose");
      }
      case FakeReply.Spoilt it -> {
        List<Event> events = answer.events(it.pieces());
        EventStream stream = begin(exchange);
        stream.send(events.subList(0, events.size() / 2));
        stream.send(List.of(answer.error(it.errorType())));
      }
      case FakeReply.Held it -> {
        List<Event> events = answer.events(it.pieces());
        EventStream stream = begin(exchange);
        stream.send(events.subList(0, it.events()));
        it.more().acquireUninterruptibly();
        stream.send(events.subList(it.events(), events.size()));
      }
      case FakeReply.Refusal _, FakeReply.Verbatim _, FakeReply.Slow _, FakeReply.Silence _ ->
          throw new IllegalArgumentException("no stream: " + reply);
    }
  }

  /// Sends each event, a name (or empty) and its data.
  private void send(List<Event> events) throws IOException {
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
