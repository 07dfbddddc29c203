package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.envd.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The daemon of [FakeE2b]'s sandboxes. The lines that start a display are answered as if it came
/// up (the machine has one already); everything else runs in the machine.
record FakeEnvd(FakeE2b e2b) {

  private static final int CHUNK = 32 << 10;
  private static final int LARGEST = 100 << 20;

  private @Nullable FakeSandbox admitted(Context exchange) {
    FakeSandbox sandbox = e2b.sandboxes().get(String.valueOf(exchange.header("E2b-Sandbox-Id")));
    if (!"49983".equals(exchange.header("E2b-Sandbox-Port"))) {
      FakeE2b.refuse(exchange, 400, "missing header");
      return null;
    }
    if (sandbox == null || !sandbox.runs()) {
      FakeE2b.refuse(exchange, 502, "The sandbox was not found");
      return null;
    }
    if (!sandbox.token().equals(exchange.header("X-Access-Token"))) {
      FakeE2b.refuse(exchange, 401, "unauthorized access, please provide a valid access token");
      return null;
    }
    return sandbox;
  }

  void process(Context exchange) throws Exception {
    FakeSandbox sandbox = admitted(exchange);
    if (sandbox == null) {
      return;
    }
    if (!"1".equals(exchange.header("connect-protocol-version"))) {
      FakeE2b.refuse(exchange, 400, "missing required header: set Connect-Protocol-Version");
      return;
    }
    switch (exchange.pathParam("method")) {
      case "Start" -> start(exchange, sandbox);
      case "SendInput" -> {
        JsonNode body = FakeE2b.JSON.readTree(exchange.bodyAsBytes());
        input(sandbox, body)
            .add(Base64.getDecoder().decode(body.path("input").path("stdin").asString()));
        FakeE2b.answer(exchange, 200, Map.of());
      }
      case "CloseStdin" -> {
        input(sandbox, FakeE2b.JSON.readTree(exchange.bodyAsBytes())).close();
        FakeE2b.answer(exchange, 200, Map.of());
      }
      default -> FakeE2b.refuse(exchange, 404, "no such method");
    }
  }

  private static FakeInput input(FakeSandbox sandbox, JsonNode body) {
    return sandbox.inputs.get(body.path("process").path("pid").asInt());
  }

  private void start(Context exchange, FakeSandbox sandbox) throws Exception {
    if (!"application/connect+json".equals(exchange.contentType())) {
      exchange.status(415);
      return;
    }
    Envelope asked =
        Envelope.read(new ByteArrayInputStream(exchange.bodyAsBytes()), LARGEST).orElseThrow();
    JsonNode body = FakeE2b.JSON.readTree(asked.json());
    int pid = sandbox.processes.incrementAndGet();
    boolean stdin = body.path("stdin").asBoolean(true);
    FakeInput input = new FakeInput();
    sandbox.inputs.put(pid, input);
    exchange.status(200).contentType("application/connect+json");
    OutputStream out = exchange.res().getOutputStream();
    event(out, Map.of("start", Map.of("pid", pid)));
    Optional<Integer> display = display(sandbox, line(body.path("process")));
    if (display.isPresent()) {
      end(out, display.get());
      return;
    }
    CommandResult result;
    try {
      result =
          sandbox.machine.run(
              new Command(
                  words(body.path("process")),
                  stdin ? input.all() : new byte[0],
                  deadline(exchange),
                  LARGEST));
    } catch (DesktopException e) {
      // The machine died under it: so does the stream.
      throw new IOException(e);
    }
    data(out, "stdout", result.stdout());
    data(out, "stderr", result.stderr());
    end(out, result.exitCode());
  }

  private static Duration deadline(Context exchange) {
    return Duration.ofMillis(
        Long.parseLong(
            Optional.ofNullable(exchange.header("connect-timeout-ms")).orElse("600000")));
  }

  private static List<String> words(JsonNode process) {
    List<String> words = new ArrayList<>(List.of("env"));
    process
        .path("envs")
        .properties()
        .forEach(each -> words.add(each.getKey() + "=" + each.getValue().asString()));
    words.add(process.path("cmd").asString());
    process.path("args").forEach(each -> words.add(each.asString()));
    return words;
  }

  /// The shell line of a process, if it is one.
  private static String line(JsonNode process) {
    List<String> words = new ArrayList<>();
    process.path("args").forEach(each -> words.add(each.asString()));
    int shell = words.indexOf("-l");
    return shell >= 0 && words.size() == shell + 3 ? words.getLast() : "";
  }

  /// How a line that is about the display ends; empty for any other.
  private static Optional<Integer> display(FakeSandbox sandbox, String line) {
    if (line.startsWith("x11vnc -storepasswd ")) {
      sandbox.password = line.split(" ", -1)[2];
      return Optional.of(0);
    }
    if (line.startsWith("x11vnc -bg") && line.contains("-usepw")) {
      sandbox.streaming = true;
      return Optional.of(0);
    }
    if (line.startsWith("cd /opt/noVNC/utils && ./novnc_proxy")) {
      sandbox.proxied = true;
      return Optional.of(0);
    }
    if (line.equals("pkill x11vnc")) {
      sandbox.streaming = false;
      return Optional.of(0);
    }
    if (line.equals("pgrep -x x11vnc")) {
      return Optional.of(sandbox.streaming ? 0 : 1);
    }
    if (line.startsWith("netstat -tuln")) {
      return Optional.of(sandbox.proxied ? 0 : 1);
    }
    return line.matches(
            "(?s)(Xvfb :0 |xdpyinfo|startxfce4|pgrep -x xfce4-session|mkdir -p ~/.vnc).*")
        ? Optional.of(0)
        : Optional.empty();
  }

  private static void data(OutputStream out, String stream, byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += CHUNK) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
      event(out, Map.of("data", Map.of(stream, Base64.getEncoder().encodeToString(piece))));
    }
  }

  private static void end(OutputStream out, int exitCode) throws IOException {
    OptionalInt signal = exitCode == 137 ? OptionalInt.of(9) : OptionalInt.empty();
    String status = signal.isPresent() ? "signal: killed" : "exit status " + exitCode;
    event(
        out,
        signal.isPresent()
            ? Map.of("end", Map.of("exitCode", -1, "status", status, "error", status))
            : exitCode == 0
                ? Map.of("end", Map.of("exited", true, "status", status))
                : Map.of(
                    "end",
                    Map.of(
                        "exitCode", exitCode, "exited", true, "status", status, "error", status)));
    new Envelope(Envelope.END, "{}".getBytes(UTF_8)).write(out);
    out.flush();
  }

  private static void event(OutputStream out, Map<String, Object> event) throws IOException {
    byte[] json = FakeE2b.JSON.writeValueAsBytes(Map.of("event", event));
    new Envelope(Envelope.MESSAGE, json).write(out);
    out.flush();
  }

  void stat(Context exchange) {
    FakeSandbox sandbox = admitted(exchange);
    if (sandbox == null) {
      return;
    }
    String path = FakeE2b.JSON.readTree(exchange.bodyAsBytes()).path("path").asString();
    CommandResult found =
        sandbox.machine.run(
            new Command(
                List.of("stat", "-c", "%f %s", "--", path),
                new byte[0],
                Duration.ofSeconds(20),
                1000));
    if (found.exitCode() != 0) {
      exchange.status(404).contentType("application/json");
      exchange.result("{\"code\":\"not_found\",\"message\":\"file not found\"}");
      return;
    }
    String[] words = new String(found.stdout(), UTF_8).strip().split(" ", -1);
    String type =
        switch (words[0].charAt(0)) {
          case '8' -> "FILE_TYPE_FILE";
          case '4' -> "FILE_TYPE_DIRECTORY";
          case 'a' -> "FILE_TYPE_SYMLINK";
          default -> "FILE_TYPE_UNSPECIFIED";
        };
    FakeE2b.answer(
        exchange,
        200,
        Map.of("entry", Map.of("name", path, "path", path, "type", type, "size", words[1])));
  }

  void download(Context exchange) {
    FakeSandbox sandbox = admitted(exchange);
    if (sandbox == null) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sandbox.machine.read(String.valueOf(exchange.queryParam("path")), bytes, LARGEST);
      exchange.contentType("application/octet-stream").result(bytes.toByteArray());
    } catch (DesktopException e) {
      FakeE2b.refuse(exchange, 404, "path does not exist");
    }
  }

  void upload(Context exchange) throws IOException {
    FakeSandbox sandbox = admitted(exchange);
    if (sandbox == null) {
      return;
    }
    UploadedFile file = exchange.uploadedFile("file");
    if (file == null) {
      FakeE2b.refuse(exchange, 400, "no part called file");
      return;
    }
    try (var content = file.content()) {
      sandbox.machine.write(String.valueOf(exchange.queryParam("path")), content.readAllBytes());
      FakeE2b.answer(exchange, 200, List.of(Map.of("path", "p", "name", "n", "type", "file")));
    } catch (DesktopException e) {
      FakeE2b.refuse(exchange, 400, String.valueOf(e.getMessage()));
    }
  }
}
