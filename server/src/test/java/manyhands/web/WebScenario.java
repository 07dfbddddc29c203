package manyhands.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import manyhands.app.RealServer;
import manyhands.browser.Chromium;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One real server and one browser for all tests of the web app, and in each test people of its
/// own: afterwards their browsers must have nothing to complain about, and their sessions are
/// stopped. In a static field it is the same for all tests of a class together.
final class WebScenario
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(WebScenario.class);

  /// Far longer than the scripted model takes on a loaded machine.
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  /// What a script asks a person for here: nobody drags by accident.
  private static final Map<String, String> ENVIRONMENT = Map.of("MANYHANDS_APPROVE", "drag");

  private final List<Visitor> visitors = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private boolean wholeClass;
  private Shared shared;

  /// Closed by JUnit when all tests have ended.
  private record Shared(RealServer server, Chromium chromium) implements AutoCloseable {
    static Shared start() {
      RealServer server = new RealServer(ENVIRONMENT);
      try {
        return new Shared(server, Chromium.start());
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }

    @Override
    public void close() {
      chromium.close();
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    beforeEach(context);
    wholeClass = true;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      visitors.forEach(
          visitor -> visitor.picture("failed-" + context.getRequiredTestMethod().getName()));
    }
    if (!wholeClass) {
      leave();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (wholeClass) {
      leave();
    }
  }

  private void leave() {
    visitors.forEach(Visitor::close);
    for (String session : opened) {
      post("/api/sessions/" + session + "/stop", "{}");
    }
    visitors.forEach(visitor -> visitor.complaints.assertNone());
  }

  RealServer server() {
    return shared.server();
  }

  /// Somebody who has opened the printed address.
  Visitor visitor(Look look) {
    return stranger(look).login(server().process().token());
  }

  /// Somebody who has not.
  Visitor stranger(Look look) {
    Visitor visitor =
        new Visitor(shared.chromium().context(look.options()), server().process().address());
    visitors.add(visitor);
    return visitor;
  }

  /// Opens a session over REST; returns its id.
  String open(int agents, String prompt) {
    return open(agents, prompt, false);
  }

  String open(int agents, String prompt, boolean review) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("prompt", prompt).put("agents", agents).put("review", review);
    return mine(post("/api/sessions", request.toString()).path("id").asString());
  }

  /// A session that a visitor has opened is stopped after the test, too.
  String mine(String session) {
    opened.add(session);
    return session;
  }

  JsonNode session(String id) {
    return get("/api/sessions/" + id);
  }

  JsonNode ended(String id) {
    return when(id, "/status", "completed", "failed", "stopped");
  }

  /// The session as soon as that part of it reads as one of these.
  JsonNode when(String id, String pointer, String... words) {
    return Awaitility.await()
        .atMost(ENDS_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> session(id), it -> List.of(words).contains(it.at(pointer).asString("")));
  }

  JsonNode get(String path) {
    return answered(() -> server().process().get(path));
  }

  JsonNode post(String path, String json) {
    return answered(() -> server().process().post(path, json));
  }

  private static JsonNode answered(java.util.concurrent.Callable<JsonNode> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError("the server did not answer", e);
    }
  }
}
