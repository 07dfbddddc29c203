package manyhands.mcp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// The tools' calls that are under way, as their clients name them.
final class Calls {

  /// Whose call, and its id in that client's session of the protocol.
  private record Key(String session, JsonNode id) {}

  private final Map<Key, Call> underWay = new ConcurrentHashMap<>();

  /// Of two with one id, only the first can be taken back.
  Call begin(String session, JsonNode id) {
    Call call = new Call();
    var _ = underWay.putIfAbsent(new Key(session, id), call);
    return call;
  }

  void end(String session, JsonNode id, Call call) {
    var _ = underWay.remove(new Key(session, id), call);
  }

  /// Does nothing when it has ended, or never was.
  void cancel(String session, JsonNode id) {
    Call call = underWay.get(new Key(session, id));
    if (call != null) {
      call.cancel();
    }
  }
}
