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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Anthropic's Messages API on loopback, as Anthropic, Amazon Bedrock and Google Vertex AI offer
/// it. A request that the real one would refuse is refused with the same status and type
/// ([AnthropicRules]); the others are answered by `script`, which is given the request's body.
/// Usage is counted, the prompt cache too ([AnthropicCache]); long conversations are summed up.
public final class FakeAnthropic implements AutoCloseable {

  public static final String KEY = "sk-ant-fake-0123456789";

  private final HttpServer server;
  private final Function<JsonNode, FakeReply> script;
  private final AnthropicCache cache = new AnthropicCache();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final AtomicInteger droppedThoughts = new AtomicInteger();

  private FakeAnthropic(HttpServer server, Function<JsonNode, FakeReply> script) {
    this.server = server;
    this.script = script;
  }

  public static FakeAnthropic start(Function<JsonNode, FakeReply> script) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeAnthropic fake = new FakeAnthropic(server, script);
      server.createContext("/", fake::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The bodies of the requests that were taken, in order.
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /// Why requests were refused by the rules; empty when all were well-formed.
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /// When each request began to arrive and its answer had left, as [System#nanoTime] has it, in
  /// order.
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /// One request and its answer.
  public record Exchange(long arrived, long answered) {}

  /// How many thoughts came back that no longer fitted the conversation before them.
  public int droppedThoughts() {
    return droppedThoughts.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    long arrived = System.nanoTime();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      AnthropicDoor door = AnthropicDoor.of(exchange.getRequestURI().getPath());
      if (door == null) {
        refuse(exchange, new FakeReply.Refusal(404, Map.of(), "not_found_error", "Not found"));
      } else if (!door.admits(exchange)) {
        refuse(
            exchange,
            new FakeReply.Refusal(401, Map.of(), "authentication_error", "invalid x-api-key"));
      } else {
        answer(exchange, door, body);
      }
      exchanges.add(new Exchange(arrived, System.nanoTime()));
    }
  }

  private void answer(HttpExchange exchange, AnthropicDoor door, byte[] body) throws IOException {
    JsonNode sent;
    try {
      sent = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      refuse(exchange, invalid("the body is no JSON: " + e.getOriginalMessage()));
      return;
    }
    JsonNode request = door.plain(sent);
    if (request == null) {
      refusals.add("anthropic_version");
      refuse(exchange, invalid("anthropic_version: Field required; model: not permitted"));
      return;
    }
    AnthropicRules rules =
        new AnthropicRules(request, door.betas(exchange, sent), body.length, door.kind());
    String wrong = rules.wrong();
    if (wrong != null) {
      refusals.add(wrong);
      refuse(exchange, invalid(wrong));
      return;
    }
    droppedThoughts.addAndGet(rules.thoughts().dropped());
    requests.add(request);
    AnthropicStream stream = new AnthropicStream(exchange, door, request, cache, rules.thoughts());
    switch (script.apply(request)) {
      case FakeReply.Answer it -> stream.send(it);
      case FakeReply.Held it -> stream.hold(it.pieces(), it.events(), it.more());
      case FakeReply.Broken it -> stream.breakOff(it.pieces(), it.events());
      case FakeReply.Spoilt it -> stream.spoil(it.pieces(), it.errorType());
      case FakeReply.Refusal it -> refuse(exchange, it);
      case FakeReply.Silence _ -> {}
      case FakeReply.Verbatim _, FakeReply.Slow _ ->
          throw new UnsupportedOperationException("no test has needed this of Anthropic");
    }
  }

  private static FakeReply.Refusal invalid(String words) {
    return words.startsWith("request_too_large")
        ? new FakeReply.Refusal(413, Map.of(), "request_too_large", words)
        : new FakeReply.Refusal(400, Map.of(), "invalid_request_error", words);
  }

  private static void refuse(HttpExchange exchange, FakeReply.Refusal refusal) throws IOException {
    var body = JsonMapper.shared().createObjectNode().put("type", "error");
    body.putObject("error").put("type", refusal.type()).put("message", refusal.words());
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    refusal.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.getResponseHeaders().set("request-id", "req_fake");
    exchange.sendResponseHeaders(refusal.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
