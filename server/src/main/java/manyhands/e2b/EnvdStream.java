package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import manyhands.envd.ConnectCode;
import manyhands.envd.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The answer to a streaming call: messages in envelopes, then its end. Who has left is noticed by
/// the next message that cannot be sent.
final class EnvdStream {
  static final String MEDIA_TYPE = "application/connect+json";

  /// Without a word from the program, so often a message of its own.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(90);

  private static final String TIMEOUT = "Connect-Timeout-Ms";
  private static final String MILLIS = "[0-9]{1,10}";

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final long began = System.nanoTime();
  private final long timeout;
  private final long keepAlive;

  private EnvdStream(
      HttpServletRequest request, HttpServletResponse response, long timeout, long keepAlive) {
    this.request = request;
    this.response = response;
    this.timeout = timeout;
    this.keepAlive = keepAlive;
  }

  static EnvdStream of(HttpServletRequest request, HttpServletResponse response) {
    String often = request.getHeader("Keepalive-Ping-Interval");
    boolean said = often != null && often.matches("[1-9][0-9]{0,5}");
    Duration keepAlive = said ? Duration.ofSeconds(Integer.parseInt(often)) : KEEP_ALIVE;
    String millis = request.getHeader(TIMEOUT);
    boolean timed = millis != null && millis.matches(MILLIS);
    return new EnvdStream(
        request, response, timed ? Long.parseLong(millis) : 0, keepAlive.toMillis());
  }

  void checkTimeout() {
    String millis = request.getHeader(TIMEOUT);
    if (millis != null && !millis.matches(MILLIS)) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "connect-timeout-ms is no number");
    }
  }

  /// What the caller gives it, in milliseconds; 0 for as long as it takes.
  long timeout() {
    return timeout;
  }

  /// How long to wait for the next message, in milliseconds; 0 when the time is over.
  long patience() {
    if (timeout == 0) {
      return keepAlive;
    }
    long left = timeout - Duration.ofNanos(System.nanoTime() - began).toMillis();
    return Math.max(0, Math.min(left, keepAlive));
  }

  boolean late() {
    return timeout > 0 && System.nanoTime() - began >= Duration.ofMillis(timeout).toNanos();
  }

  void send(ObjectNode message) throws IOException {
    if (!response.isCommitted()) {
      response.setStatus(200);
      response.setContentType(MEDIA_TYPE);
    }
    write(Envelope.MESSAGE, message);
  }

  void end(@Nullable EnvdFault fault) throws IOException {
    if (!response.isCommitted()) {
      response.setStatus(200);
      response.setContentType(MEDIA_TYPE);
    }
    ObjectNode end = Wire.object();
    if (fault != null) {
      end.putObject("error")
          .put("code", fault.code().wire())
          .put("message", String.valueOf(fault.getMessage()));
    }
    write(Envelope.END, end);
  }

  void endLate() throws IOException {
    end(new EnvdFault(ConnectCode.DEADLINE_EXCEEDED, "context deadline exceeded"));
  }

  private void write(int flags, ObjectNode message) throws IOException {
    OutputStream out = response.getOutputStream();
    byte[] json = Wire.JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
    new Envelope(flags, json).write(out);
    out.flush();
  }

  /// Breaks off, as a machine does that is gone.
  void cut() {
    Wire.cut(request);
  }
}
