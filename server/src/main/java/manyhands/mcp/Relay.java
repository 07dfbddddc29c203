package manyhands.mcp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client on standard input and output: every line is a message, handed on to a server's door,
/// and every message that comes back is a line.
///
/// ```
/// line ─> request ──> [Upstream], on a thread of its own ──> answers, each a line
///      └> notification ──> [Upstream], before the next line is read
///      └> no message ──> an error, as a line
/// ```
public final class Relay {

  /// Calls under way at once. More are refused, not kept waiting: what follows them may take one
  /// back.
  private static final int MAX_CALLS = 64;

  /// What is under way at the end of the input may still be answered so long.
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private static final int PARSE_ERROR = -32_700;

  /// JSON-RPC leaves the meaning of this one to servers.
  private static final int BUSY = -32_000;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Upstream upstream;
  private final InputStream in;
  private final OutputStream out;
  private final ThreadFactory threads;
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  public Relay(Upstream upstream, InputStream in, OutputStream out, ThreadFactory threads) {
    this.upstream = upstream;
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.threads = threads;
  }

  /// Returns at the end of the input, or when nobody reads the output any more.
  public void run() throws InterruptedException {
    try {
      while (true) {
        byte[] line = line();
        if (line == null) {
          break;
        }
        take(line);
      }
    } catch (IOException e) {
      // The client is gone.
      return;
    }
    boolean _ = calls.tryAcquire(MAX_CALLS, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The next line without its end; null at the end of the input, empty for one that is too long.
  private byte @Nullable [] line() throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return bytes.size() == 0 ? null : bytes.toByteArray();
      }
      if (bytes.size() <= McpDoor.MAX_MESSAGE) {
        bytes.write(next);
      }
    }
    return bytes.toByteArray();
  }

  private void take(byte[] line) throws IOException, InterruptedException {
    if (new String(line, StandardCharsets.UTF_8).isBlank()) {
      return;
    }
    if (line.length > McpDoor.MAX_MESSAGE) {
      refuse("A message has at most " + McpDoor.MAX_MESSAGE + " bytes.");
      return;
    }
    Optional<Envelope.Fault> fault = Envelope.fault(line);
    if (fault.isPresent()) {
      write(fault.get().body());
      return;
    }
    JsonNode message = MAPPER.readTree(line);
    boolean request = message.has("method") && message.has("id");
    if (!request) {
      upstream.tell(line);
    } else if (message.path("method").asString("").equals("initialize")) {
      // What follows belongs to the session that this begins.
      upstream.ask(message, line, this::write);
    } else if (!calls.tryAcquire()) {
      String words = MAX_CALLS + " calls are under way: send this again when one is answered.";
      write(Envelope.fault(503, message.path("id"), BUSY, words).body());
    } else {
      threads.newThread(() -> call(message, line)).start();
    }
  }

  private void call(JsonNode message, byte[] line) {
    try {
      upstream.ask(message, line, this::write);
    } finally {
      calls.release();
    }
  }

  private void refuse(String words) {
    write(
        Envelope.fault(400, tools.jackson.databind.node.NullNode.instance, PARSE_ERROR, words)
            .body());
  }

  private void write(JsonNode message) {
    try {
      byte[] line = (MAPPER.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
      synchronized (out) {
        out.write(line);
        out.flush();
      }
    } catch (IOException | JacksonException e) {
      // The client is gone: the end of its input follows.
      System.getLogger(Relay.class.getName())
          .log(System.Logger.Level.DEBUG, "an answer has no reader", e);
    }
  }
}
