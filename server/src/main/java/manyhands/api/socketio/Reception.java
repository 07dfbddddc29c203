package manyhands.api.socketio;

import io.javalin.http.Context;

/// The application behind the protocol: decides who comes in, and makes a visitor of him.
public interface Reception {

  /// Whether an HTTP request carries a credential that counts. Throws when it must not come from
  /// where it comes, or carries a wrong one.
  boolean admits(Context request);

  /// Whether this is the token, when it comes in the handshake of Socket.IO (`auth.token`).
  boolean isToken(String token);

  Visitor visitor(Connection connection);
}
