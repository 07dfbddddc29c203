package manyhands.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's chat completions and Responses API over real HTTP and server-sent events, or Dedalus
/// with its chat completions. What is malformed is refused with the body that the real one sends
/// ([ChatRules], [ResponsesRules]); what is well-formed is answered by `script`, which is given the
/// request's body. Usage is counted, the prompt cache too ([OpenAiCache]).
public final class FakeOpenAi implements AutoCloseable {

  public static final String KEY = "sk-fake-0123456789";

  private final HttpServer server;
  private final Function<JsonNode, FakeReply> script;
  private final boolean dedalus;
  private final OpenAiCache cache = new OpenAiCache();
  private final Map<String, JsonNode> issued = new ConcurrentHashMap<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  private FakeOpenAi(HttpServer server, Function<JsonNode, FakeReply> script, boolean dedalus) {
    this.server = server;
    this.script = script;
    this.dedalus = dedalus;
  }

  public static FakeOpenAi start(Function<JsonNode, FakeReply> script) {
    return start(script, false);
  }

  /// Dedalus: models named `provider/model`, servers of tools that it runs itself, and errors of
  /// its own where the request's shape is wrong.
  public static FakeOpenAi startDedalus(Function<JsonNode, FakeReply> script) {
    return start(script, true);
  }

  private static FakeOpenAi start(Function<JsonNode, FakeReply> script, boolean dedalus) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeOpenAi fake = new FakeOpenAi(server, script, dedalus);
      server.createContext("/", fake::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `OPENAI_BASE_URL` would be.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /// The bodies of the requests that were taken, in order.
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /// A header of the last request that was taken; empty when it had none.
  public String header(String name) {
    return headers.getLast().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> String.join(",", entry.getValue()))
        .findFirst()
        .orElse("");
  }

  /// Why requests were refused by the rules; empty when all were well-formed.
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        answer(exchange, body);
      } catch (OpenAiError refusal) {
        refusals.add(String.valueOf(refusal.getMessage()));
        json(exchange, refusal.status(), refusal.body().toString());
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean chat = path.equals("/v1/chat/completions");
    if (!chat && (dedalus || !path.equals("/v1/responses"))) {
      throw new OpenAiError(
          404,
          "Invalid URL (" + exchange.getRequestMethod() + " " + path + ")",
          "invalid_request_error",
          null,
          null);
    }
    demandKey(exchange);
    JsonNode request = read(body);
    if (chat) {
      String refused = dedalus ? DedalusRules.wrong(request) : "";
      if (!refused.isEmpty()) {
        refusals.add(refused);
        json(exchange, 422, refused);
        return;
      }
      new ChatRules(request, dedalus).check();
    } else {
      new ResponsesRules(request, issued).check();
    }
    requests.add(request);
    headers.add(Map.copyOf(exchange.getRequestHeaders()));
    reply(exchange, request, chat, script.apply(request));
  }

  private static JsonNode read(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw OpenAiError.invalid(
          "We could not parse the JSON body of your request: " + e.getOriginalMessage(), "");
    }
  }

  private static void demandKey(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("authorization");
    if (given == null) {
      throw new OpenAiError(
          401, "You didn't provide an API key.", "invalid_request_error", null, null);
    }
    if (!given.equals("Bearer " + KEY)) {
      throw new OpenAiError(
          401,
          "Incorrect API key provided: " + given.substring(given.indexOf(' ') + 1) + ".",
          "invalid_request_error",
          null,
          "invalid_api_key");
    }
  }

  private void reply(HttpExchange exchange, JsonNode request, boolean chat, FakeReply reply)
      throws IOException {
    switch (reply) {
      case FakeReply.Answer _, FakeReply.Broken _, FakeReply.Spoilt _, FakeReply.Held _ ->
          EventStream.send(
              exchange,
              chat
                  ? new ChatStream(request, cache, dedalus)
                  : new ResponsesStream(request, cache, issued),
              reply);
      case FakeReply.Refusal it -> {
        it.headers().forEach(exchange.getResponseHeaders()::set);
        json(
            exchange,
            it.status(),
            new OpenAiError(it.status(), it.words(), it.type(), null, it.type()).body().toString());
      }
      case FakeReply.Verbatim it -> send(exchange, it.status(), it.contentType(), it.body());
      case FakeReply.Slow it -> {
        pause(it);
        reply(exchange, request, chat, it.then());
      }
      case FakeReply.Silence _ -> {}
    }
  }

  private static void pause(FakeReply.Slow slow) throws IOException {
    try {
      Thread.sleep(slow.before());
    } catch (InterruptedException e) {
      throw new IOException("the fake was closed", e);
    }
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("x-request-id", "req_fake");
    send(exchange, status, "application/json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
