package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// E2B, played over real HTTP: its control plane refuses what the real one refuses, and its
/// sandboxes are machines of another provider, so that what is done in them has its effect.
final class FakeE2b implements AutoCloseable {

  static final String KEY = "e2b_0123456789abcdef0123456789abcdef01234567";
  static final JsonMapper JSON = JsonMapper.shared();

  private static final DesktopSpec.Limits LIMITS =
      new DesktopSpec.Limits(1L << 30, 256, 256L << 20);

  private static final Set<String> WANTED =
      Set.of(
          "templateID",
          "timeout",
          "secure",
          "autoPause",
          "allow_internet_access",
          "network",
          "metadata",
          "envVars");

  private final DesktopProvider machines;
  private final Javalin server;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<String, FakeSandbox> sandboxes = new ConcurrentHashMap<>();

  /// What is answered instead, once each, to whoever asks for something of that name.
  private final Deque<Spoilt> spoilt = new ArrayDeque<>();

  /// Method and path of everything that was asked.
  final List<String> asked = new CopyOnWriteArrayList<>();

  record Spoilt(String request, Consumer<Context> answer) {}

  FakeE2b(DesktopProvider machines) {
    this.machines = machines;
    this.server = Javalin.create(this::configure);
    server.start("127.0.0.1", 0);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = 100L << 20;
    config.routes.before(this::note);
    config.routes.post("/sandboxes", this::create);
    config.routes.get("/v2/sandboxes", this::list);
    config.routes.post("/sandboxes/{id}/connect", this::connect);
    config.routes.post("/sandboxes/{id}/timeout", this::extend);
    config.routes.post("/sandboxes/{id}/pause", this::pause);
    config.routes.delete("/sandboxes/{id}", this::kill);
    FakeEnvd envd = new FakeEnvd(this);
    config.routes.post("/process.Process/{method}", envd::process);
    config.routes.post("/filesystem.Filesystem/Stat", envd::stat);
    config.routes.get("/files", envd::download);
    config.routes.post("/files", envd::upload);
    config.routes.ws("/websockify", new FakeStream(this)::serve);
  }

  E2bAccount account(String key) {
    return new E2bAccount(key, url(), "e2b.test", Optional.of(url()), "desktop", "ours");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// The next request whose method and path contain that is answered so.
  void spoil(String request, Consumer<Context> answer) {
    synchronized (spoilt) {
      spoilt.add(new Spoilt(request, answer));
    }
  }

  Map<String, FakeSandbox> sandboxes() {
    return sandboxes;
  }

  FakeSandbox of(DesktopId desktop) {
    return sandboxes.values().stream()
        .filter(each -> desktop.value().equals(each.metadata.get("manyhands-desktop")))
        .findFirst()
        .orElseThrow();
  }

  /// Ends a sandbox from outside: its time is over, or somebody ended it at the dashboard.
  void end(FakeSandbox sandbox) {
    sandboxes.remove(sandbox.id);
    sandbox.end();
    machines.stop(sandbox.machine.id());
  }

  private void note(Context exchange) {
    String request = exchange.method() + " " + exchange.path();
    asked.add(request);
    Spoilt found = null;
    synchronized (spoilt) {
      for (Spoilt each : spoilt) {
        if (found == null && request.contains(each.request)) {
          found = each;
        }
      }
      if (found != null) {
        spoilt.remove(found);
      }
    }
    if (found != null) {
      found.answer.accept(exchange);
      exchange.skipRemainingHandlers();
    }
  }

  static void refuse(Context exchange, int status, String message) {
    exchange.status(status).contentType("application/json");
    exchange.result(JSON.writeValueAsBytes(Map.of("code", status, "message", message)));
  }

  private boolean admitted(Context exchange) {
    if (KEY.equals(exchange.header("X-API-Key"))) {
      return true;
    }
    refuse(
        exchange,
        401,
        "Invalid API key, please visit https://e2b.dev/docs/api-key\ngot "
            + exchange.header("X-API-Key"));
    return false;
  }

  private void create(Context exchange) {
    if (!admitted(exchange)) {
      return;
    }
    JsonNode body = JSON.readTree(exchange.bodyAsBytes());
    if (!"application/json".equals(exchange.contentType())
        || !WANTED.containsAll(body.propertyNames())
        || !body.path("timeout").isInt()
        || body.path("timeout").asInt() < 1
        || !body.path("secure").asBoolean(false)) {
      refuse(exchange, 400, "validation error: " + body);
    } else if (!body.path("templateID").asString("").equals("desktop")) {
      refuse(exchange, 404, "template '" + body.path("templateID").asString("") + "' not found");
    } else {
      FakeSandbox made = boot(body);
      sandboxes.put(made.id, made);
      answer(exchange, 201, made.secrets());
    }
  }

  private FakeSandbox boot(JsonNode body) {
    Map<String, String> metadata = new LinkedHashMap<>();
    body.path("metadata")
        .properties()
        .forEach(tag -> metadata.put(tag.getKey(), tag.getValue().asString()));
    String id = "i" + numbers.incrementAndGet() + "fake";
    DesktopSpec spec =
        new DesktopSpec(
            new DesktopId(id),
            new Size(1280, 800),
            body.path("allow_internet_access").asBoolean(true)
                ? DesktopSpec.Network.INTERNET
                : DesktopSpec.Network.NONE,
            LIMITS);
    return new FakeSandbox(id, machines.start(spec), metadata, body.path("timeout").asInt());
  }

  private void list(Context exchange) {
    if (!admitted(exchange)) {
      return;
    }
    String filter = URLDecoder.decode(String.valueOf(exchange.queryParam("metadata")), UTF_8);
    if (!filter.matches("\\w+=\\w+") || !"running,paused".equals(exchange.queryParam("state"))) {
      refuse(exchange, 400, "validation error: metadata, state");
      return;
    }
    String[] tag = filter.split("=", 2);
    List<FakeSandbox> found = new ArrayList<>(sandboxes.values());
    found.removeIf(each -> !tag[1].equals(each.metadata.get(tag[0])));
    // One a page, so that paging is tried.
    int page = Integer.parseInt(Optional.ofNullable(exchange.queryParam("nextToken")).orElse("0"));
    found.sort((one, other) -> one.id.compareTo(other.id));
    if (page + 1 < found.size()) {
      exchange.header("X-Next-Token", "" + (page + 1));
    }
    List<Map<String, Object>> items =
        page < found.size() ? List.of(found.get(page).open()) : List.of();
    answer(exchange, 200, items);
  }

  private Optional<FakeSandbox> named(Context exchange) {
    if (!admitted(exchange)) {
      return Optional.empty();
    }
    Optional<FakeSandbox> found = Optional.ofNullable(sandboxes.get(exchange.pathParam("id")));
    if (found.isEmpty()) {
      refuse(
          exchange,
          404,
          "Sandbox \"%s\" doesn't exist or you don't have access to it"
              .formatted(exchange.pathParam("id")));
    }
    return found;
  }

  private static int seconds(Context exchange) {
    int seconds = JSON.readTree(exchange.bodyAsBytes()).path("timeout").asInt(0);
    if (seconds < 1) {
      throw new IllegalArgumentException("Timeout must be greater than 0");
    }
    return seconds;
  }

  private void connect(Context exchange) {
    named(exchange)
        .ifPresent(sandbox -> {
          sandbox.seconds = seconds(exchange);
          int status = sandbox.paused ? 201 : 200;
          sandbox.paused = false;
          answer(exchange, status, sandbox.secrets());
        });
  }

  private void extend(Context exchange) {
    named(exchange)
        .ifPresent(sandbox -> {
          sandbox.seconds = seconds(exchange);
          sandbox.extended.incrementAndGet();
          exchange.status(204);
        });
  }

  private void pause(Context exchange) {
    named(exchange)
        .ifPresent(sandbox -> {
          if (sandbox.paused) {
            refuse(exchange, 409, "already paused");
            return;
          }
          sandbox.paused = true;
          sandbox.disconnect();
          exchange.status(204);
        });
  }

  private void kill(Context exchange) {
    named(exchange)
        .ifPresent(sandbox -> {
          end(sandbox);
          exchange.status(204);
        });
  }

  static void answer(Context exchange, int status, Object body) {
    exchange.status(status).contentType("application/json").result(JSON.writeValueAsBytes(body));
  }

  @Override
  public void close() {
    server.stop();
    List.copyOf(sandboxes.values()).forEach(this::end);
  }
}
