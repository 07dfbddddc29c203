package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.session.DesktopView;
import manyhands.session.Kept;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;
import manyhands.session.SessionException;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The control plane over HTTP, with desktops that are names only.
final class SandboxServletTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;
  private final Map<DesktopId, DesktopView> open = new ConcurrentHashMap<>();
  private final Map<DesktopId, Kept> kept = new ConcurrentHashMap<>();

  /// What work at a desktop fails with; null when it does not.
  private final AtomicReference<RuntimeException> failing = new AtomicReference<>();

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final AtomicInteger ids = new AtomicInteger(100);
  private final HttpClient http = HttpClient.newHttpClient();
  private E2bDoor door;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    Outside outside =
        new Outside(Thread.ofVirtual().factory(), now::get, () -> "x" + ids.incrementAndGet());
    door =
        E2bDoor.of(
            desktops(),
            "local",
            SandboxShelf.in(folder, new SecureRandom()::nextBytes),
            "the-key",
            outside);
    door.start();
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    E2bDoor.SANDBOXES.forEach(path -> context.addServlet(new ServletHolder(door.control()), path));
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() {
    door.close();
    LifeCycle.stop(server);
    http.close();
  }

  private OpenDesktops desktops() {
    return (OpenDesktops)
        Proxy.newProxyInstance(
            OpenDesktops.class.getClassLoader(),
            new Class<?>[] {OpenDesktops.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "open" -> opened(String.valueOf(arguments[0]));
                  case "close" -> open.remove(known(arguments[0]));
                  case "find" -> Optional.ofNullable(open.get(arguments[0]));
                  case "keep" -> {
                    kept.put(known(arguments[0]), (Kept) arguments[1]);
                    yield null;
                  }
                  case "work" -> {
                    var _ = known(arguments[0]);
                    RuntimeException failure = failing.get();
                    if (failure != null) {
                      throw failure;
                    }
                    yield work(arguments[3]);
                  }
                  default -> throw new AssertionError(method.getName());
                });
  }

  @SuppressWarnings("unchecked")
  private static Object work(Object work) {
    return ((Function<Machine, Object>) work).apply(machine());
  }

  private static Machine machine() {
    return (Machine)
        Proxy.newProxyInstance(
            Machine.class.getClassLoader(),
            new Class<?>[] {Machine.class},
            (_, method, _) ->
                method.getName().equals("run")
                    ? new CommandResult(0, new byte[0], new byte[0], false, false)
                    : null);
  }

  private DesktopView opened(String kind) {
    DesktopId id = new DesktopId("d-" + ids.incrementAndGet());
    DesktopView view =
        new DesktopView(id, kind, new Size(1280, 800), NOON, NOON, new SessionId(id.value()), null);
    open.put(id, view);
    return view;
  }

  private DesktopId known(Object id) {
    if (!open.containsKey(id)) {
      throw new SessionException(SessionException.Code.NO_SUCH_DESKTOP, "no desktop " + id);
    }
    return (DesktopId) id;
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-API-KEY", "the-key")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode created(String path, String rest) throws Exception {
    HttpResponse<String> answer = call("POST", path, "{\"templateID\":\"base\"" + rest + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Wire.JSON.readTree(answer.body());
  }

  private JsonNode get(String path) throws Exception {
    return Wire.JSON.readTree(call("GET", path, "").body());
  }

  @Test
  void bothFamiliesMakeSandboxesThatAreOpenDesktops() throws Exception {
    for (String path : new String[] {"/sandboxes", "/v2/sandboxes"}) {
      JsonNode made = created(path, ",\"envVars\":{\"A\":\"b\"},\"secure\":true");
      assertThat(made.path("envdAccessToken").asString()).startsWith("ea_");
      assertThat(made.path("envdVersion").asString()).isEqualTo(EnvdServlet.VERSION);
      JsonNode told = get("/sandboxes/" + made.path("sandboxID").asString());
      assertThat(told.path("state").asString()).isEqualTo("running");
      assertThat(told.path("endAt").asString()).isEqualTo("2026-11-23T12:05:00Z");
    }
    assertThat(open.values()).extracting(DesktopView::kind).containsExactly("local", "local");
  }

  @Test
  void whatIsAskedWronglyIsRefusedWithACode() throws Exception {
    assertThat(call("POST", "/v2/sandboxes", "{\"templateID\":\"x\"}").body())
        .isEqualTo("{\"code\":404,\"message\":\"template 'x' not found\"}");
    String base = "{\"templateID\":\"base\",\"timeout\":";
    assertThat(call("POST", "/sandboxes", base + "0}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/sandboxes", base + "86401}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/sandboxes", base + "-1}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "/sandboxes", "[").statusCode()).isEqualTo(400);
    assertThat(call("GET", "/sandboxes/i1", "").body()).startsWith("{\"code\":404,");
    assertThat(call("DELETE", "/sandboxes/i1", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "/sandboxes/I%2F..", "").statusCode()).isEqualTo(400);
    assertThat(call("GET", "/v2/sandboxes?limit=0", "").statusCode()).isEqualTo(400);
    assertThat(open).isEmpty();
  }

  @Test
  void whatCannotBePromisedIsRefusedAndNothingIsMade() throws Exception {
    for (String more :
        List.of(
            "\"network\":{\"denyOut\":[\"8.8.8.8\"]}",
            "\"network\":{\"denyOut\":[\"0.0.0.0/0\"],\"allowOut\":[\"1.1.1.1\"]}",
            "\"volumeMounts\":[{\"name\":\"brie\",\"path\":\"/brie\"}]",
            "\"mcp\":{\"cheese\":{}}",
            "\"autoPauseMemory\":false")) {
      HttpResponse<String> answer =
          call("POST", "/v2/sandboxes", "{\"templateID\":\"base\"," + more + "}");
      assertThat(answer.statusCode()).as(more).isEqualTo(501);
      assertThat(answer.body()).contains("this server does not do ").contains(": leave it out");
    }
    assertThat(open).isEmpty();
    created(
        "/v2/sandboxes",
        ",\"network\":{\"denyOut\":[\"0.0.0.0/0\"]},\"volumeMounts\":[],\"mcp\":{}");
  }

  @Test
  void portsArePublicUnlessTheyAreAskedToBeClosed() throws Exception {
    assertThat(created("/sandboxes", "").path("trafficAccessToken").isNull()).isTrue();
    JsonNode closed = created("/v2/sandboxes", ",\"network\":{\"allowPublicTraffic\":false}");
    assertThat(closed.path("trafficAccessToken").asString()).startsWith("ta_");
    JsonNode told = get("/sandboxes/" + closed.path("sandboxID").asString());
    assertThat(told.path("network").path("allowPublicTraffic").asBoolean(true)).isFalse();
  }

  @Test
  void theHostThatProgramsFindCanBeChosenAndNothingElseIsPutInItsPlace() throws Exception {
    JsonNode made =
        created("/v2/sandboxes", ",\"network\":{\"maskRequestHost\":\"a.example:${PORT}\"}");
    JsonNode told = get("/sandboxes/" + made.path("sandboxID").asString());
    assertThat(told.at("/network/maskRequestHost").asString()).isEqualTo("a.example:${PORT}");
    for (String bad : List.of("a b", "a\\r\\nX-Evil: 1", "a/b", "${HOME}", "a:b", "é", ":80")) {
      HttpResponse<String> answer =
          call(
              "POST",
              "/v2/sandboxes",
              "{\"templateID\":\"base\",\"network\":{\"maskRequestHost\":\"%s\"}}".formatted(bad));
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("network.maskRequestHost: a name");
    }
  }

  @Test
  void withoutTheKeyNothingIsTold() throws Exception {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    URI address = URI.create("http://127.0.0.1:" + port + "/sandboxes");
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Invalid API key");
  }

  @Test
  void aListIsFilteredAndComesInPages() throws Exception {
    for (int i = 0; i < 3; i++) {
      now.set(NOON.plusSeconds(i));
      var _ = created("/sandboxes", ",\"metadata\":{\"n\":\"%d\",\"a b\":\"c\"}".formatted(i));
    }
    HttpResponse<String> page = call("GET", "/v2/sandboxes?limit=2&metadata=a%252520b%3Dc", "");
    assertThat(Wire.JSON.readTree(page.body()).findValuesAsString("n")).containsExactly("2", "1");
    Optional<String> next = page.headers().firstValue("X-Next-Token");
    JsonNode rest = get("/v2/sandboxes?limit=2&nextToken=" + next.orElseThrow());
    assertThat(rest.findValuesAsString("n")).containsExactly("0");
    assertThat(get("/v2/sandboxes?metadata=n%3D7")).isEmpty();
    assertThat(get("/v2/sandboxes?state=paused")).isEmpty();
    String metrics =
        "/sandboxes/" + get("/v2/sandboxes").path(0).path("sandboxID").asString() + "/metrics";
    assertThat(call("GET", metrics + "?start=1&end=2", "").body()).isEqualTo("[]");
    assertThat(call("GET", metrics + "?start=-1", "").statusCode()).isEqualTo(400);
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String asked = "GET /sandboxes?metadata=%zz HTTP/1.1\nHost: x\nX-API-Key: the-key\n";
      socket
          .getOutputStream()
          .write((asked + "Connection: close\n\n").replace("\n", "\r\n").getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 400")
          .contains("the address is no proper one");
    }
    String body = "{\"templateID\":\"base\",\"envVars\":{\"A=B\":\"c\"}}";
    assertThat(call("POST", "/sandboxes", body).statusCode()).isEqualTo(400);
  }

  @Test
  void aSandboxEndsWhenItsTimeIsOver() throws Exception {
    String id = created("/sandboxes", ",\"timeout\":60").path("sandboxID").asString();
    assertThat(call("POST", "/sandboxes/" + id + "/refreshes", "{\"duration\":10}").statusCode())
        .isEqualTo(204);
    assertThat(get("/sandboxes/" + id).path("endAt").asString()).isEqualTo("2026-11-23T12:01:00Z");
    assertThat(kept.values())
        .containsExactly(new Kept("sandbox " + id, NOON.plusSeconds(60), false));
    assertThat(call("POST", "/v2/sandboxes/" + id + "/connect", "{\"timeout\":90}").statusCode())
        .isEqualTo(200);
    assertThat(call("POST", "/sandboxes/" + id + "/timeout", "{\"timeout\":20}").statusCode())
        .isEqualTo(204);
    assertThat(kept.values())
        .containsExactly(new Kept("sandbox " + id, NOON.plusSeconds(20), false));
    now.set(NOON.plusSeconds(20));
    Awaitility.await().until(open::isEmpty);
    assertThat(call("GET", "/sandboxes/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void oneThatCannotBePausedKeepsNoOtherFromItsEnd() throws Exception {
    String stuck =
        created("/sandboxes", ",\"timeout\":10,\"autoPause\":true").path("sandboxID").asString();
    String other = created("/sandboxes", ",\"timeout\":12").path("sandboxID").asString();
    failing.set(new LogException(LogException.Code.CANNOT_WRITE, "the disk is full"));
    now.set(NOON.plusSeconds(11));
    Awaitility.await().during(Duration.ofSeconds(2)).until(() -> open.size() == 2);
    now.set(NOON.plusSeconds(12));
    Awaitility.await().until(() -> call("GET", "/sandboxes/" + other, "").statusCode() == 404);
    failing.set(null);
    Awaitility.await()
        .until(() -> get("/sandboxes/" + stuck).path("state").asString().equals("paused"));
    assertThat(kept.values()).extracting(Kept::paused).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void aRestartKeepsThoseWhoseDesktopsAreStillThere() throws Exception {
    JsonNode stays = created("/sandboxes", "");
    JsonNode goes = created("/sandboxes", "");
    String gone = goes.path("sandboxID").asString();
    door.close();
    LifeCycle.stop(server);
    kept.clear();
    int last = Integer.parseInt(gone.substring(gone.lastIndexOf('x') + 1));
    open.remove(new DesktopId("d-" + (last + 1)));
    assertThat(open).hasSize(1);
    start();
    assertThat(call("GET", "/sandboxes/" + gone, "").statusCode()).isEqualTo(404);
    JsonNode back = get("/sandboxes/" + stays.path("sandboxID").asString());
    assertThat(back.path("envdAccessToken")).isEqualTo(stays.path("envdAccessToken"));
    assertThat(kept.values())
        .containsExactly(
            new Kept(
                "sandbox " + stays.path("sandboxID").asString(), NOON.plusSeconds(300), false));
  }

  @Test
  void aDesktopThatSomebodyClosesIsASandboxThatIsGone() throws Exception {
    String id = created("/sandboxes", "").path("sandboxID").asString();
    open.clear();
    assertThat(call("DELETE", "/sandboxes/" + id, "").statusCode()).isEqualTo(204);
    assertThat(call("DELETE", "/sandboxes/" + id, "").statusCode()).isEqualTo(404);
  }
}
