package manyhands.api.socketio;

import org.jspecify.annotations.Nullable;

/// What a client and the application say to each other: first who the client is, then events.
final class Conversation {
  private final Connection connection;
  private final Reception reception;
  private final boolean admitted;
  private volatile @Nullable Visitor visitor;
  private boolean ended;

  Conversation(Connection connection, Reception reception, boolean admitted) {
    this.connection = connection;
    this.reception = reception;
    this.admitted = admitted;
  }

  boolean isConnected() {
    return visitor != null;
  }

  /// The client sent an Engine.IO packet. Fails with [Malformed].
  void heard(String packet) {
    if (packet.equals(Packets.PONG)) {
      connection.ponged();
    } else if (packet.equals(Packets.CLOSE)) {
      connection.close();
    } else if (!packet.isEmpty() && packet.charAt(0) == Packets.MESSAGE) {
      read(Message.read(packet.substring(1)));
    } else if (!packet.equals(Packets.NOOP)) {
      throw new Malformed("a packet of unknown or binary type");
    }
  }

  private synchronized void read(Message message) {
    switch (message) {
      case Message.Connect connect -> connect(connect);
      case Message.Emit emit -> answer(emit);
      case Message.Disconnect _ -> connection.close();
      case Message.Nothing _ -> {}
    }
  }

  private void connect(Message.Connect connect) {
    if (!connect.namespace().equals("/")) {
      connection.reply(
          Packets.refused(connect.namespace(), "There is only the default namespace."));
      return;
    }
    String token = connect.token();
    boolean welcome = token == null ? admitted : reception.isToken(token);
    if (!welcome) {
      String words = token == null ? "Send the token as auth.token." : "Not this server's token.";
      connection.reply(Packets.refused("/", words));
      connection.closeAfterReplies();
    } else if (visitor == null && !ended) {
      visitor = reception.visitor(connection);
      connection.reply(Packets.connected(connection.sid()));
    }
  }

  private void answer(Message.Emit emit) {
    Visitor here = visitor;
    if (here == null) {
      throw new Malformed("an event before the connection");
    }
    here.heard(
        emit.event(),
        emit.arguments(),
        answer -> {
          if (emit.ack() >= 0) {
            connection.reply(Packets.acknowledgement(emit.ack(), answer));
          }
        });
  }

  void end() {
    Visitor leaving;
    synchronized (this) {
      leaving = visitor;
      visitor = null;
      ended = true;
    }
    if (leaving != null) {
      leaving.gone();
    }
  }
}
