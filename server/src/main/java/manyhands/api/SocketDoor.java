package manyhands.api;

import io.javalin.http.Context;
import manyhands.api.socketio.Connection;
import manyhands.api.socketio.Reception;
import manyhands.api.socketio.Visitor;

/// The rules of the door for Socket.IO: a client brings the token in its requests, as every other,
/// or says it first thing.
final class SocketDoor implements Reception {
  private final Door door;
  private final Feeds feeds;

  SocketDoor(Door door, Feeds feeds) {
    this.door = door;
    this.feeds = feeds;
  }

  @Override
  public boolean admits(Context request) {
    return door.admits(request);
  }

  @Override
  public boolean isToken(String token) {
    return door.isToken(token);
  }

  @Override
  public Visitor visitor(Connection connection) {
    return new Rooms(feeds, connection);
  }
}
