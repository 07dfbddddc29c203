package manyhands.api;

import java.util.Map;
import manyhands.api.socketio.Packets;
import manyhands.event.Entry;
import manyhands.event.EventJson;
import manyhands.session.LiveThinking;
import tools.jackson.databind.node.ObjectNode;

/// One entry in words, ready to be sent to any number of followers. What is not in the log has no
/// number: `seq` is 0.
record Fact(long seq, String type, String json, String packet) {
  private static final String THINKING = "agent:reasoning:delta";

  static Fact of(Entry entry) {
    ObjectNode json = EventJson.toJson(entry);
    return of(entry.seq(), json.get("type").stringValue(), json.toString());
  }

  static Fact of(LiveThinking.Piece piece) {
    Map<String, String> json =
        Map.of(
            "sessionId", piece.session().value(),
            "agent", piece.agent().value(),
            "task", piece.task().value(),
            "text", piece.text());
    return of(0, THINKING, Json.MAPPER.writeValueAsString(json));
  }

  private static Fact of(long seq, String type, String json) {
    return new Fact(seq, type, json, Packets.event(type, json));
  }

  boolean isStored() {
    return seq > 0;
  }

  /// As a server-sent event.
  String frame() {
    String id = isStored() ? "id: " + seq + "\n" : "";
    return id + "event: " + type + "\ndata: " + json + "\n\n";
  }
}
