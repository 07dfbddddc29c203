package manyhands.tool;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.tool.ServerTrouble.Done;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One connection with a server, from the handshake until something breaks it. Safe for use by many
/// threads.
final class Connection implements AutoCloseable {

  /// A program that has to be fetched first (`npx`, `uvx`) takes its time.
  static final Duration TO_BEGIN = Duration.ofMinutes(1);

  private static final Duration TO_LIST = Duration.ofSeconds(20);
  private static final Duration TO_PING = Duration.ofSeconds(5);
  static final Duration TO_CLOSE = Duration.ofSeconds(3);

  /// Tools that are read of one server: of more than this nobody would choose.
  static final int MOST_LISTED = 2_000;

  /// Pages that are read; a server may give its tools one by one, or the same cursor for ever.
  private static final int MOST_PAGES = 200;

  private final AtomicLong calls = new AtomicLong();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Guard guard;
  private final McpAsyncClient client;

  private Connection(McpClientTransport transport, Runnable onListChanged, String version) {
    this.guard = new Guard(transport, onListChanged, this::breakOff, System::nanoTime);
    this.client =
        McpClient.async(guard)
            .clientInfo(McpSchema.Implementation.builder("manyhands", version).build())
            .initializationTimeout(TO_BEGIN)
            .requestTimeout(ServerSpec.LONGEST_TIMEOUT.plusMinutes(1))
            .build();
  }

  /// Connects and shakes hands.
  static Connection open(
      ServerSpec spec, ThreadFactory threads, Runnable onListChanged, String version)
      throws ServerTrouble, InterruptedException {
    CompletableFuture<String> broken = new CompletableFuture<>();
    McpClientTransport transport =
        switch (spec.place()) {
          case ServerSpec.Program it ->
              new StdioTransport(ChildProgram.start(it, threads), threads, broken::complete);
          case ServerSpec.Address it -> HttpTransport.to(it);
        };
    Connection connection = new Connection(transport, onListChanged, version);
    var _ = broken.thenAccept(connection::breakOff);
    try {
      var _ = connection.await(connection.client.initialize(), TO_BEGIN);
      return connection;
    } catch (ServerTrouble | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// Completes with the reason when it is not to be used any more.
  CompletableFuture<String> ended() {
    return ended;
  }

  private void breakOff(String why) {
    boolean _ = ended.complete(why);
  }

  /// Its tools, at most [#MOST_LISTED].
  List<McpSchema.Tool> list() throws ServerTrouble, InterruptedException {
    List<McpSchema.Tool> tools = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    String cursor = null;
    do {
      McpSchema.ListToolsResult page = await(client.listTools(cursor), TO_LIST);
      tools.addAll(page.tools());
      cursor = page.nextCursor();
    } while (cursor != null
        && cursors.add(cursor)
        && cursors.size() < MOST_PAGES
        && tools.size() < MOST_LISTED);
    return tools.subList(0, Math.min(MOST_LISTED, tools.size()));
  }

  /// Calls a tool. Interrupted, or when it takes too long, the server is told.
  McpSchema.CallToolResult call(String tool, ObjectNode arguments, Duration atMost)
      throws ServerTrouble, InterruptedException {
    long number = calls.incrementAndGet();
    @SuppressWarnings("unchecked")
    Map<String, Object> values = JsonMapper.shared().convertValue(arguments, Map.class);
    var request =
        McpSchema.CallToolRequest.builder(tool)
            .arguments(values)
            .meta(Map.of(Guard.CALL, number))
            .build();
    try {
      return await(client.callTool(request), atMost);
    } catch (InterruptedException e) {
      guard.cancel(number, "stopped");
      throw e;
    } catch (ServerTrouble e) {
      guard.cancel(number, "nobody waits any more");
      throw e;
    } finally {
      guard.forget(number);
    }
  }

  /// Whether it still answers.
  boolean answers() throws InterruptedException {
    try {
      var _ = await(client.ping(), TO_PING);
      return true;
    } catch (ServerTrouble e) {
      // A server that does not know the question has answered it.
      return e.done() == Done.SERVER_SAYS_NO;
    }
  }

  private <T> T await(Mono<T> wanted, Duration atMost) throws ServerTrouble, InterruptedException {
    CompletableFuture<T> answer = wanted.toFuture();
    try {
      Object _ = CompletableFuture.anyOf(answer, ended).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      String why = ended.getNow(null);
      if (!answer.isDone() && why != null) {
        throw new ServerTrouble(Done.PERHAPS, why);
      }
      return answer.get();
    } catch (TimeoutException _) {
      throw new ServerTrouble(Done.PERHAPS, "it did not answer within " + words(atMost));
    } catch (ExecutionException e) {
      // What is waited for is given up when the connection is, too, with fewer words.
      String why = ended.getNow(null);
      throw why == null ? trouble(e.getCause()) : new ServerTrouble(Done.PERHAPS, why);
    } finally {
      boolean _ = answer.cancel(true);
    }
  }

  private static String words(Duration time) {
    return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private static ServerTrouble trouble(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof McpError error && error.getJsonRpcError() != null) {
        return new ServerTrouble(
            Done.SERVER_SAYS_NO, String.valueOf(error.getJsonRpcError().message()));
      }
      if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
        return new ServerTrouble(Done.NO, "nothing answers at its address");
      }
      if (cause instanceof McpHttpClientTransportAuthorizationException) {
        return new ServerTrouble(
            Done.NO, "it does not let us in: its `headers` need a key that it takes");
      }
      if (cause instanceof McpTransportSessionNotFoundException) {
        return new ServerTrouble(Done.NO, "it has forgotten who asks; the next call begins anew");
      }
    }
    String kind = failure == null ? "" : " (" + failure.getClass().getSimpleName() + ")";
    return new ServerTrouble(Done.PERHAPS, "what it answers cannot be read" + kind);
  }

  @Override
  public void close() {
    breakOff("the connection was closed");
    try {
      client.closeGracefully().toFuture().get(TO_CLOSE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      client.close();
    }
  }
}
