package manyhands.api.socketio;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// What one connected client is to the application. Called by one thread at a time.
public interface Visitor {

  /// The client emitted an event; what is answered goes out as its acknowledgement, when it wants
  /// one, before anything that is sent from then on.
  void heard(String event, List<JsonNode> arguments, Consumer<JsonNode> answer);

  /// The connection has ended.
  void gone();
}
