package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.SessionId;
import manyhands.session.SessionView;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The sessions in `contract/session/`: entries as they are sent, and what REST answers after the
/// last of them. The browser's fold is held to the same files by `web/src/session/golden.test.ts`.
/// With `-Dcontract.write=true` they are written anew.
final class GoldenSessionsTest {
  private static final Path FOLDER = Tree.ROOT.resolve("contract/session");
  private static final SessionId SESSION = new SessionId("s-cheddar");

  @Test
  void theServersFoldReadsThemAsWritten() throws IOException {
    Map<String, JsonNode> made = new TreeMap<>();
    GoldenSessions.all().forEach((name, facts) -> made.put(name + ".json", json(facts)));
    if (Boolean.getBoolean("contract.write")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, JsonNode> file : made.entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue().toPrettyString() + "\n");
      }
    }
    assertThat(written()).isEqualTo(made);
  }

  @Test
  void theyAreReadBackFromTheirOwnWireForm() throws IOException {
    for (JsonNode session : written().values()) {
      List<Entry> entries = session.get("entries").valueStream().map(EventJson::fromJson).toList();
      assertThat(reread(Json.MAPPER.valueToTree(SessionView.of(entries))))
          .isEqualTo(session.get("view"));
    }
  }

  private static JsonNode json(List<Event> facts) {
    List<Entry> entries = new ArrayList<>();
    for (Event fact : facts) {
      long seq = entries.size() + 1L;
      entries.add(new Entry(seq, GoldenSessions.START.plusSeconds(seq), SESSION, fact));
    }
    ObjectNode session = Json.MAPPER.createObjectNode();
    var list = session.putArray("entries");
    entries.forEach(entry -> list.add(EventJson.toJson(entry)));
    session.set("view", Json.MAPPER.valueToTree(SessionView.of(entries)));
    return reread(session);
  }

  /// Numbers as a reader has them, whatever they were.
  private static JsonNode reread(JsonNode json) {
    return Json.MAPPER.readTree(json.toString());
  }

  private static Map<String, JsonNode> written() throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Json.MAPPER.readTree(Files.readString(path)));
      }
    }
    return files;
  }
}
