package manyhands.tool;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpTransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Speaks with a program through its standard input and output, one message a line. The SDK's own
/// transport gives a program every variable of this process, keys among them, and keeps whatever it
/// sends; this one does neither.
final class StdioTransport implements McpClientTransport {

  /// What one message may have: long documents and pictures fit, and four servers that send such
  /// ones fill no heap.
  static final int MAX_MESSAGE = 16 << 20;

  /// Messages that wait for a program which does not read: more than its agents ask at a time.
  private static final int MOST_WAITING = 64;

  private static final byte[] NO_MORE = {};

  private static final List<String> VERSIONS =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  private final ChildProgram program;
  private final ThreadFactory threads;
  private final Consumer<String> onTrouble;
  private final McpJsonMapper json = McpJsonDefaults.getMapper();
  private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(MOST_WAITING);

  /// `onTrouble` hears why the program cannot be spoken with any more.
  StdioTransport(ChildProgram program, ThreadFactory threads, Consumer<String> onTrouble) {
    this.program = program;
    this.threads = threads;
    this.onTrouble = onTrouble;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(() -> {
      threads.newThread(() -> read(handler)).start();
      threads.newThread(this::write).start();
    });
  }

  private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    try (ChildProgram _ = program) {
      Lines lines = new Lines(program.output(), MAX_MESSAGE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          take(line, handler);
        }
      }
      onTrouble.accept(program.end());
    } catch (Lines.TooLong _) {
      onTrouble.accept("it sent a message of more than " + (MAX_MESSAGE >> 20) + " MB");
    } catch (IOException _) {
      onTrouble.accept(program.end());
    } finally {
      // When there is no room for it, who writes is kept by a program that has ended, and notices.
      boolean _ = outgoing.offer(NO_MORE);
    }
  }

  private void take(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(json, line);
    } catch (IOException | RuntimeException _) {
      // Some programs greet on their output before they speak the protocol.
      return;
    }
    handler.apply(Mono.just(message)).subscribe(_ -> {}, _ -> {});
  }

  private void write() {
    try (OutputStream out = program.input()) {
      for (byte[] line = outgoing.take(); line.length > 0; line = outgoing.take()) {
        out.write(line);
        out.flush();
      }
    } catch (InterruptedException | IOException _) {
      // Whoever reads notices that it has ended, and says so.
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> {
      byte[] line;
      try {
        line = (json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new McpTransportException("a message could not be written", e);
      }
      if (!program.isAlive() || !outgoing.offer(line)) {
        throw new McpTransportException("the program does not read what it is sent");
      }
    });
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(program::close);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return VERSIONS;
  }
}
