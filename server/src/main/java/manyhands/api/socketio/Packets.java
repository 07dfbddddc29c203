package manyhands.api.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The packets of Engine.IO 4 as text: a digit for the type, then what it carries.
public final class Packets {
  static final String CLOSE = "1";
  static final String PING = "2";
  static final String PONG = "3";
  static final char MESSAGE = '4';
  static final String UPGRADE = "5";
  static final String NOOP = "6";
  static final String PROBE = "2probe";
  static final String PROBED = "3probe";

  /// Between the packets of one polling request or answer.
  static final String SEPARATOR = "\u001e";

  private Packets() {}

  /// An event with one argument that is JSON already.
  public static String event(String name, String json) {
    return "42[\"" + name + "\"," + json + "]";
  }

  static String open(String sid, List<String> upgrades) {
    ObjectNode json = Message.MAPPER.createObjectNode();
    json.put("sid", sid);
    upgrades.forEach(json.putArray("upgrades")::add);
    json.put("pingInterval", Connection.PING_INTERVAL.toMillis());
    json.put("pingTimeout", Connection.PING_TIMEOUT.toMillis());
    json.put("maxPayload", SocketIo.MAX_PAYLOAD);
    return "0" + json;
  }

  static String connected(String id) {
    return "40" + Message.MAPPER.createObjectNode().put("sid", id);
  }

  static String refused(String namespace, String message) {
    String where = namespace.equals("/") ? "" : namespace + ",";
    return "44" + where + Message.MAPPER.createObjectNode().put("message", message);
  }

  static String acknowledgement(int number, JsonNode answer) {
    return "43" + number + "[" + answer + "]";
  }
}
