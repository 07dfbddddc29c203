package manyhands.tool;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/// Stands before a connection: drops what nobody listens to, notices a flood, and knows under which
/// id a call was sent, so that it can be cancelled.
final class Guard implements McpClientTransport {

  /// Under this name a call carries a number of ours.
  static final String CALL = "manyhands/call";

  /// More messages than this in a second are no work but a flood, which costs time to read.
  static final int MOST_A_SECOND = 2_000;

  private static final long SECOND = 1_000_000_000L;

  private final McpClientTransport transport;
  private final Runnable onListChanged;
  private final Consumer<String> onTrouble;
  private final LongSupplier nanos;
  private final Map<Long, Object> ids = new ConcurrentHashMap<>();
  private long second;
  private int count;

  /// `onListChanged` hears that the server has other tools now, `onTrouble` why the connection is
  /// not to be used any more.
  Guard(
      McpClientTransport transport,
      Runnable onListChanged,
      Consumer<String> onTrouble,
      LongSupplier nanos) {
    this.transport = transport;
    this.onListChanged = onListChanged;
    this.onTrouble = onTrouble;
    this.nanos = nanos;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return transport.connect(
        incoming -> handler.apply(incoming.filter(this::isHeard).map(Guard::legible)));
  }

  private boolean isHeard(JSONRPCMessage message) {
    countIn();
    if (message instanceof JSONRPCNotification notice
        && notice.method().equals(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED)) {
      onListChanged.run();
    }
    return message instanceof JSONRPCResponse || message instanceof JSONRPCRequest;
  }

  /// One tool that the SDK cannot read would take the whole list with it.
  private static JSONRPCMessage legible(JSONRPCMessage message) {
    if (!(message instanceof JSONRPCResponse response)
        || !(response.result() instanceof Map<?, ?> result)
        || !(result.get("tools") instanceof List<?> listed)) {
      return message;
    }
    List<Map<String, Object>> tools = new ArrayList<>();
    for (Object each : listed) {
      if (each instanceof Map<?, ?> tool && tool.get("name") instanceof String name) {
        Object words = tool.get("description");
        Object schema = tool.get("inputSchema");
        tools.add(
            Map.of(
                "name",
                name,
                "description",
                words instanceof String ? words : "",
                "inputSchema",
                schema instanceof Map ? schema : Map.of()));
      }
    }
    Map<String, Object> plain = new HashMap<>();
    plain.put("tools", tools);
    plain.put("nextCursor", result.get("nextCursor") instanceof String cursor ? cursor : null);
    return new JSONRPCResponse(response.jsonrpc(), response.id(), plain, response.error());
  }

  private synchronized void countIn() {
    long now = nanos.getAsLong();
    if (now - second > SECOND) {
      second = now;
      count = 0;
    }
    count++;
    if (count == MOST_A_SECOND) {
      onTrouble.accept("it sends more than " + MOST_A_SECOND + " messages a second");
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    if (message instanceof JSONRPCRequest request
        && request.params() instanceof McpSchema.CallToolRequest call
        && call.meta() != null
        && call.meta().get(CALL) instanceof Long number) {
      ids.put(number, request.id());
    }
    return transport.sendMessage(message);
  }

  /// The call has ended, for us.
  void forget(long number) {
    ids.remove(number);
  }

  /// Lets the server know that nobody waits for the call any more. Whether it minds is its own.
  void cancel(long number, String why) {
    Object id = ids.remove(number);
    if (id != null) {
      transport
          .sendMessage(
              new JSONRPCNotification(
                  "notifications/cancelled", Map.of("requestId", id, "reason", why)))
          .subscribe(_ -> {}, _ -> {});
    }
  }

  @Override
  public void setExceptionHandler(Consumer<Throwable> handler) {
    transport.setExceptionHandler(handler);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return transport.unmarshalFrom(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }
}
