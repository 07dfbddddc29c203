package manyhands.desktop.e2b;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.envd.Envelope;
import tools.jackson.databind.JsonNode;

/// A process that was started inside a sandbox, as its stream of events tells of it:
///
/// ```
/// start(pid) -> data(stdout, stderr)* -> end(exit code) -> end of the stream
/// ```
final class Started implements AutoCloseable {

  /// Pieces of output have 32 KiB, a third more in base64.
  private static final int LARGEST_EVENT = 1 << 20;

  private static final Map<String, Integer> SIGNALS =
      Map.ofEntries(
          Map.entry("hangup", 1),
          Map.entry("interrupt", 2),
          Map.entry("quit", 3),
          Map.entry("illegal instruction", 4),
          Map.entry("trace/breakpoint trap", 5),
          Map.entry("aborted", 6),
          Map.entry("bus error", 7),
          Map.entry("floating point exception", 8),
          Map.entry("killed", 9),
          Map.entry("segmentation fault", 11),
          Map.entry("broken pipe", 13),
          Map.entry("alarm clock", 14),
          Map.entry("terminated", 15));

  private final InputStream events;
  private final E2bAccount account;
  private final long pid;

  private Started(InputStream events, E2bAccount account, long pid) {
    this.events = events;
    this.account = account;
    this.pid = pid;
  }

  /// Waits until the process is there. Fails with `UNSUPPORTED` when it could not be started.
  static Started of(InputStream events, E2bAccount account) throws IOException {
    while (true) {
      JsonNode event = next(events, account);
      if (event.has("start")) {
        return new Started(events, account, event.path("start").path("pid").asLong(0));
      }
      if (!event.has("keepalive")) {
        throw new DesktopException(Code.PROTOCOL, "the sandbox told of no process");
      }
    }
  }

  long pid() {
    return pid;
  }

  /// What becomes of its output.
  interface Output {
    void stdout(byte[] bytes);

    void stderr(byte[] bytes);
  }

  /// Follows it to its end and returns its exit code, 128 + the signal when one ended it.
  int follow(Output output) throws IOException {
    while (true) {
      JsonNode event = next(events, account);
      JsonNode data = event.path("data");
      if (data.has("stdout")) {
        output.stdout(bytes(data.path("stdout")));
      }
      if (data.has("stderr")) {
        output.stderr(bytes(data.path("stderr")));
      }
      if (event.has("end")) {
        return exitCode(event.path("end"));
      }
    }
  }

  private static int exitCode(JsonNode end) {
    String status = end.path("status").asString("");
    if (!end.path("exited").asBoolean(false) && status.startsWith("signal: ")) {
      String signal = status.substring("signal: ".length()).replace(" (core dumped)", "");
      return 128 + SIGNALS.getOrDefault(signal, 0);
    }
    return end.path("exitCode").asInt(0);
  }

  private static byte[] bytes(JsonNode text) {
    try {
      return Base64.getDecoder().decode(text.asString("").replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new DesktopException(Code.PROTOCOL, "the sandbox sent output that is no base64", e);
    }
  }

  private static JsonNode next(InputStream events, E2bAccount account) throws IOException {
    Optional<Envelope> envelope = Envelope.read(events, LARGEST_EVENT);
    if (envelope.isEmpty()) {
      throw new IOException("its stream of events ended too early");
    }
    JsonNode json = Envd.json(envelope.get().json());
    if (!envelope.get().isEnd()) {
      return json.path("event");
    }
    JsonNode error = json.path("error");
    String why = account.harmless(error.path("message").asString("it ended without a result"));
    throw new DesktopException(
        error.path("code").asString("").equals("deadline_exceeded")
            ? Code.TIMEOUT
            : Code.UNSUPPORTED,
        "the program could not be run in the sandbox: " + why);
  }

  /// Ends the telling, not the process.
  @Override
  public void close() {
    Envd.close(events);
  }
}
