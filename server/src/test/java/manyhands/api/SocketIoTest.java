package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import manyhands.browser.NodeScript;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.LiveThinking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The stock `socket.io-client` against the server, over its two transports and the way from one to
/// the other.
final class SocketIoTest {
  private static final SessionId BRIE = new SessionId("brie");
  private static final SessionId GOUDA = new SessionId("gouda");
  private static final Map<String, Object> TOKEN = Map.of("token", ApiFixture.TOKEN);

  private ApiFixture api;
  private Cable cable;
  private NodeScript node;

  @BeforeEach
  void start() {
    api = new ApiFixture();
    cable = new Cable(api.port());
    node = NodeScript.start("socketio.mjs");
    node.next("ready");
  }

  @AfterEach
  void stop() {
    node.close();
    cable.close();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
  void aFollowerGetsEveryEntryOnceAndInOrderAlsoAcrossALostNetwork(String transports) {
    append(BRIE, 1, 40);
    connect("a", Map.of("transports", List.of(transports.split(",")), "auth", TOKEN));
    String connected = node.next("connected a");
    if (transports.contains(",")) {
      assertThat(node.next("upgraded a")).isEqualTo("websocket");
    } else {
      assertThat(connected).isEqualTo(transports);
    }
    JsonNode answer = emit("a", "session:join", Map.of("sessionId", "brie", "after", 3));
    assertThat(answer.toString()).isEqualTo("{\"ok\":true,\"seq\":40}");
    append(BRIE, 41, 60);
    List<Long> seen = new ArrayList<>(seqs("a", BRIE, 57));

    await().until(cable::isInUse);
    cable.cut();
    append(BRIE, 61, 90);
    node.next("lost a");
    node.next("connected a");
    emit("a", "session:join", Map.of("sessionId", "brie", "after", seen.getLast()));
    append(BRIE, 91, 100);
    seen.addAll(seqs("a", BRIE, 40));
    assertThat(seen)
        .isEqualTo(api.log.read(BRIE, 3, 1000).stream().map(manyhands.event.Entry::seq).toList());
  }

  @Test
  void oneConnectionFollowsManyRoomsAndJoiningTwiceChangesNothing() {
    append(BRIE, 1, 2);
    append(GOUDA, 1, 3);
    connect("a", Map.of("auth", TOKEN));
    emit("a", "session:join", Map.of("sessionId", "brie"));
    assertThat(seqs("a", BRIE, 2)).containsExactly(1L, 2L);
    emit("a", "session:join", Map.of("sessionId", "brie", "after", 0));
    emit("a", "desktop:join", Map.of("desktopId", "gouda", "after", 1));
    assertThat(seqs("a", GOUDA, 2)).containsExactly(2L, 3L);
    append(BRIE, 3, 3);
    assertThat(seqs("a", BRIE, 1)).containsExactly(3L);
    emit("a", "session:leave", Map.of("sessionId", "brie"));
    append(BRIE, 4, 4);
    append(GOUDA, 4, 4);
    assertThat(seqs("a", GOUDA, 1)).containsExactly(4L);
    emit("a", "session:join", Map.of("sessionId", "brie", "after", 3));
    assertThat(seqs("a", BRIE, 1)).containsExactly(4L);
  }

  @Test
  void aLongHistoryComesWholeAndInOrder() {
    append(BRIE, 1, 3000);
    connect("a", Map.of("auth", TOKEN, "transports", List.of("websocket")));
    emit("a", "session:join", Map.of("sessionId", "brie"));
    List<Long> seqs = seqs("a", BRIE, 3000);
    assertThat(seqs).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith(3000L);
  }

  @Test
  void whatCannotBeJoinedIsAnsweredWithWords() {
    connect("a", Map.of("auth", TOKEN));
    assertThat(refusal("session:join", Map.of("sessionId", "nowhere")))
        .isEqualTo("unknown-session");
    assertThat(refusal("session:join", Map.of("sessionId", "../x"))).isEqualTo("unknown-session");
    assertThat(refusal("desktop:join", Map.of("desktopId", "none"))).isEqualTo("no-such-desktop");
    append(BRIE, 1, 1);
    assertThat(refusal("session:join", Map.of("sessionId", "brie", "after", -1)))
        .isEqualTo("bad-field");
    assertThat(refusal("session:join", Map.of("sessionId", "brie", "rabbit", 1)))
        .isEqualTo("bad-field");
    assertThat(refusal("session:eat", Map.of())).isEqualTo("no-such-route");
  }

  @Test
  void thinkingIsHeardWhileItLastsAndHasNoNumber() {
    append(BRIE, 1, 1);
    connect("a", Map.of("auth", TOKEN, "transports", List.of("websocket")));
    emit("a", "session:join", Map.of("sessionId", "brie"));
    seqs("a", BRIE, 1);
    api.thinking.say(
        new LiveThinking.Piece(BRIE, new AgentId("a1"), new TaskId("t1"), "It is ripe."));
    JsonNode piece = Json.MAPPER.readTree(node.next("event a agent:reasoning:delta"));
    assertThat(piece.path("text").asString()).isEqualTo("It is ripe.");
    assertThat(piece.path("agent").asString()).isEqualTo("a1");
    assertThat(piece.has("seq")).isFalse();
    assertThat(api.log.lastSeq(BRIE)).isEqualTo(1);
  }

  @Test
  void theTokenMayComeInAHeaderACookieOrTheHandshake() {
    connect(
        "header", Map.of("extraHeaders", Map.of("Authorization", "Bearer " + ApiFixture.TOKEN)));
    node.next("connected header");
    String cookie = "manyhands-" + api.port() + "=" + ApiFixture.TOKEN;
    connect("cookie", Map.of("extraHeaders", Map.of("Cookie", cookie)));
    node.next("connected cookie");
    connect("handshake", Map.of("auth", TOKEN));
    node.next("connected handshake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void whoHasNotTheTokenOrComesFromElsewhereIsRefused(String transport) {
    List<String> by = List.of(transport);
    connect("none", Map.of("transports", by));
    assertThat(node.next("refused none")).contains("auth.token");
    connect("wrong", Map.of("transports", by, "auth", Map.of("token", "cheddar-and-bri")));
    assertThat(node.next("refused wrong")).contains("Not this server's token");
    Map<String, String> headers = Map.of("Authorization", "Bearer cheddar");
    connect("x", Map.of("transports", by, "auth", TOKEN, "extraHeaders", headers));
    node.next("refused x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin https://evil.example", "Origin null", "Host evil.example:8080"})
  void aWebSocketFromElsewhereIsRefusedEvenWithTheToken(String header) {
    Map<String, String> headers = Map.of(header.split(" ")[0], header.split(" ")[1]);
    connect(
        "x", Map.of("transports", List.of("websocket"), "auth", TOKEN, "extraHeaders", headers));
    assertThat(node.next("refused x")).isEqualTo("websocket error");
  }

  private void append(SessionId session, int from, int to) {
    for (int i = from; i <= to; i++) {
      assertThat(api.log.append(session, new Event.PlanChanged("cheese " + i)).seq()).isEqualTo(i);
    }
  }

  private void connect(String name, Map<String, Object> options) {
    node.tell(
        Json.MAPPER.writeValueAsString(
            Map.of(
                "do",
                "connect",
                "name",
                name,
                "url",
                "http://127.0.0.1:" + cable.port(),
                "options",
                options)));
  }

  private JsonNode emit(String name, String event, Map<String, Object> argument) {
    node.tell(
        Json.MAPPER.writeValueAsString(
            Map.of("do", "emit", "name", name, "event", event, "argument", argument)));
    return Json.MAPPER.readTree(node.next("answer " + name));
  }

  private String refusal(String event, Map<String, Object> argument) {
    JsonNode answer = emit("a", event, argument);
    assertThat(answer.path("ok").asBoolean(true)).isFalse();
    assertThat(answer.path("error").asString()).isNotBlank();
    return answer.path("code").asString();
  }

  /// The numbers of the next so many facts, all of one stream.
  private List<Long> seqs(String name, SessionId session, int count) {
    List<Long> seqs = new ArrayList<>();
    while (seqs.size() < count) {
      String[] words = node.next("event " + name).split(" ", 2);
      JsonNode fact = Json.MAPPER.readTree(words[1]);
      assertThat(words[0]).isEqualTo("plan:changed").isEqualTo(fact.path("type").asString());
      assertThat(fact.path("sessionId").asString()).isEqualTo(session.value());
      seqs.add(fact.path("seq").asLong());
    }
    return seqs;
  }
}
