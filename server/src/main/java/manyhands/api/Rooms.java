package manyhands.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import manyhands.api.socketio.Connection;
import manyhands.api.socketio.Source;
import manyhands.api.socketio.Visitor;
import manyhands.event.SessionId;
import manyhands.session.SessionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The streams that one Socket.IO client follows.
final class Rooms implements Visitor {
  /// More sessions than a person can watch; each costs a little of everybody's time.
  private static final int MAX_ROOMS = 256;

  private final Feeds feeds;
  private final Connection connection;
  private final Map<SessionId, Room> rooms = new HashMap<>();

  Rooms(Feeds feeds, Connection connection) {
    this.feeds = feeds;
    this.connection = connection;
  }

  /// A stream and how much of it was sent.
  private final class Room implements Source, Feed.Watcher {
    private final SessionId stream;
    private final Feed feed;
    private long seen;

    Room(SessionId stream, long seen) {
      this.stream = stream;
      this.seen = seen;
      this.feed = feeds.join(stream, this);
    }

    @Override
    public List<String> next(int most) {
      List<Fact> facts = feed.after(seen, most);
      if (!facts.isEmpty()) {
        seen = facts.getLast().seq();
      }
      if (facts.size() == 1) {
        return List.of(facts.getFirst().packet());
      }
      return facts.stream().map(Fact::packet).toList();
    }

    @Override
    public void grown() {
      connection.awake();
    }

    @Override
    public void heard(Fact aside) {
      connection.aside(aside.packet());
    }

    void leave() {
      connection.leave(this);
      feeds.leave(stream, feed, this);
    }
  }

  @Override
  public void heard(String event, List<JsonNode> arguments, Consumer<JsonNode> answer) {
    try {
      switch (event) {
        case "session:join" -> join(fields(arguments), "sessionId", answer);
        case "session:leave" -> leave(fields(arguments), "sessionId", answer);
        case "desktop:join" -> join(fields(arguments), "desktopId", answer);
        case "desktop:leave" -> leave(fields(arguments), "desktopId", answer);
        default ->
            throw new Refusal(
                Refusal.Code.NO_SUCH_ROUTE,
                "There are session:join, session:leave, desktop:join and desktop:leave.");
      }
    } catch (RuntimeException e) {
      Problem problem = Problems.told(e, "answer to the Socket.IO event " + event);
      answer.accept(answer(false).put("code", problem.code()).put("error", problem.detail()));
    }
  }

  private static Fields fields(List<JsonNode> arguments) {
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof ObjectNode object)) {
      throw new Refusal(Refusal.Code.BAD_REQUEST, "Send one object.");
    }
    return new Fields(object, "");
  }

  private static SessionId stream(Fields fields, String name) {
    String id = fields.textOr(name, "");
    return name.equals("desktopId")
        ? new SessionId(Parameters.desktop(id).value())
        : Parameters.session(id);
  }

  private synchronized void join(Fields fields, String name, Consumer<JsonNode> answer) {
    SessionId stream = stream(fields.only(name, "after"), name);
    Long after = fields.longInteger("after");
    if (after != null && after < 0) {
      throw Refusal.badField("after", "must be a sequence number: 0 or more.");
    }
    long last = feeds.log().lastSeq(stream);
    if (last == 0) {
      throw unknown(stream, name);
    }
    boolean here = rooms.containsKey(stream);
    if (!here && rooms.size() >= MAX_ROOMS) {
      throw new Refusal(
          Refusal.Code.TOO_LARGE, "One connection joins at most " + MAX_ROOMS + " streams.");
    }
    answer.accept(answer(true).put("seq", last));
    if (!here) {
      // One that is here already goes on from where it is: everything comes once.
      Room room = new Room(stream, after == null ? 0 : after);
      rooms.put(stream, room);
      connection.follow(room);
    }
  }

  private static SessionException unknown(SessionId stream, String name) {
    return name.equals("desktopId")
        ? new SessionException(
            SessionException.Code.NO_SUCH_DESKTOP, "There is no desktop " + stream + ".")
        : new SessionException(
            SessionException.Code.UNKNOWN_SESSION, "There is no session " + stream + ".");
  }

  private synchronized void leave(Fields fields, String name, Consumer<JsonNode> answer) {
    Room room = rooms.remove(stream(fields.only(name), name));
    if (room != null) {
      room.leave();
    }
    answer.accept(answer(true));
  }

  private static ObjectNode answer(boolean ok) {
    return Json.MAPPER.createObjectNode().put("ok", ok);
  }

  @Override
  public synchronized void gone() {
    rooms.values().forEach(Room::leave);
    rooms.clear();
  }
}
