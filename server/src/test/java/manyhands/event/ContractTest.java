package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import manyhands.desktop.Action;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The examples in `contract/` are what the server writes and reads, to the letter. When a fact is
/// added, its example is; an example that is there is never changed: an old log must always load.
class ContractTest {

  private static final Path CONTRACT = Path.of("../contract").toAbsolutePath().normalize();
  private static final SessionId SESSION = new SessionId("s-cheddar");
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");

  @Test
  void writesEveryFactAsTheContractHasIt() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    for (Event event : Examples.events()) {
      String json = pretty(EventJson.toJson(new Entry(7, AT, SESSION, event)));
      examples.put(EventJson.type(event).replace(':', '-') + ".json", json);
    }
    assertThat(files("event")).isEqualTo(examples);
  }

  @Test
  void readsEveryFactOfTheContract() throws IOException {
    Map<String, Event> events = new TreeMap<>();
    for (Event event : Examples.events()) {
      events.put(EventJson.type(event).replace(':', '-') + ".json", event);
    }
    for (Map.Entry<String, String> file : files("event").entrySet()) {
      Entry entry = EventJson.fromJson(EventJson.MAPPER.readTree(file.getValue()));
      assertThat(entry).isEqualTo(new Entry(7, AT, SESSION, events.get(file.getKey())));
    }
  }

  @Test
  void hasAnExampleOfEveryFactAndEveryAction() {
    assertThat(Examples.events().stream().map(EventJson::type)).isEqualTo(EventJson.types());
    assertThat(Examples.actions().stream().map(ContractTest::type))
        .containsExactlyElementsOf(
            Arrays.stream(Action.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList());
  }

  @Test
  void noFieldHasTheNameOfTheEnvelopes() {
    for (Class<?> fact : Event.class.getPermittedSubclasses()) {
      if (fact != Event.Unrecognized.class) {
        assertThat(fact.getRecordComponents())
            .extracting(java.lang.reflect.RecordComponent::getName)
            .doesNotContain("type", "seq", "at", "sessionId");
      }
    }
  }

  @Test
  void everyFactHasAName() {
    List<Class<?>> named =
        Arrays.stream(Facts.class.getAnnotation(JsonSubTypes.class).value())
            .<Class<?>>map(JsonSubTypes.Type::value)
            .toList();
    assertThat(Event.class.getPermittedSubclasses())
        .filteredOn(each -> each != Event.Unrecognized.class)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void writesAndReadsEveryActionAsTheContractHasIt() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    for (Action action : Examples.actions()) {
      JsonNode json = EventJson.MAPPER.valueToTree(action);
      examples.put(type(action) + ".json", pretty(json));
      assertThat(EventJson.action(json)).isEqualTo(action);
    }
    assertThat(files("action")).isEqualTo(examples);
  }

  @Test
  void takesActionsWithoutWhatIsUsual() {
    assertThat(action("{\"type\":\"click\",\"x\":0,\"y\":0}"))
        .isEqualTo(new Action.Click(0, 0, manyhands.desktop.Button.LEFT, List.of()));
    assertThat(action("{\"type\":\"drag\",\"path\":[{\"x\":1,\"y\":2},{\"x\":3,\"y\":4}]}"))
        .isInstanceOf(Action.Drag.class);
  }

  @Test
  void refusesActionsThatLackWhatTheyNeed() {
    for (String bad :
        List.of(
            "{\"type\":\"click\",\"x\":1}",
            "{\"type\":\"click\",\"x\":\"left\",\"y\":1}",
            "{\"type\":\"click\",\"x\":null,\"y\":1}",
            "{\"type\":\"press\"}",
            "{\"type\":\"scroll\",\"x\":1,\"y\":1,\"ticks\":1}",
            "{\"type\":\"fly\"}",
            "{\"x\":1,\"y\":1}",
            "{\"type\":\"move\",\"x\":1,\"y\":1,\"z\":1}",
            "{\"type\":\"move\",\"x\":1e9999,\"y\":1}",
            "[]",
            "7")) {
      assertThatThrownBy(() -> action(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Action action(String json) {
    return EventJson.action(EventJson.MAPPER.readTree(json));
  }

  @Test
  void loadsWhatOlderAndNewerVersionsWrote() {
    assertThat(read("{\"type\":\"task:created\",\"task\":\"t1\",\"description\":\"d\"}"))
        .isEqualTo(new Event.TaskAdded(new TaskId("t1"), "d", List.of()));
    assertThat(
            read(
                "{\"type\":\"agent:started\",\"agent\":\"a1\",\"name\":\"Ada\",\"mood\":\"good\"}"))
        .isEqualTo(new Event.AgentStarted(new AgentId("a1"), "Ada"));
    assertThat(
            ((Event.ActionPerformed)
                    read(
                        "{\"type\":\"action:performed\",\"actor\":\"x\",\"outcome\":\"dreamt\","
                            + "\"message\":\"\",\"millis\":1}"))
                .outcome())
        .isEqualTo(Event.Outcome.UNKNOWN);
    String unknown = "{\"type\":\"moon:landed\",\"where\":\"sea\"}";
    assertThat(read(unknown)).isEqualTo(new Event.Unrecognized("moon:landed", unknown));
    String newAction =
        "{\"type\":\"agent:thinking\",\"agent\":\"a1\",\"task\":\"t1\",\"step\":1,"
            + "\"call\":\"c\",\"words\":\"w\",\"action\":{\"type\":\"fly\"}}";
    assertThat(read(newAction)).isEqualTo(new Event.Unrecognized("agent:thinking", newAction));
    assertThat(EventJson.toJson(new Entry(1, AT, SESSION, read(unknown))).get("where").asString())
        .isEqualTo("sea");
  }

  private static Event read(String json) {
    return EventJson.decode(EventJson.MAPPER.readTree(json).required("type").asString(), json);
  }

  @Test
  void documentsEveryFactWithItsFields() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/events.md"));
    TreeSet<String> missing = new TreeSet<>();
    for (String json : files("event").values()) {
      JsonNode example = EventJson.MAPPER.readTree(json);
      String heading = "| `" + example.get("type").asString() + "` |";
      String row = page.lines().filter(it -> it.startsWith(heading)).findFirst().orElse("");
      example
          .propertyNames()
          .forEach(field -> {
            if (!List.of("seq", "at", "sessionId", "type").contains(field)
                && !row.contains("`" + field + "`")) {
              missing.add(heading + " " + field);
            }
          });
      if (row.isEmpty()) {
        missing.add(heading);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(page.lines().filter(line -> line.startsWith("| `") && line.contains(":")))
        .hasSize(EventJson.types().size());
  }

  private static String type(Action action) {
    return EventJson.MAPPER.valueToTree(action).get("type").asString();
  }

  private static String pretty(JsonNode json) {
    return json.toPrettyString() + "\n";
  }

  private static Map<String, String> files(String folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(CONTRACT.resolve(folder))) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    }
    return files;
  }
}
