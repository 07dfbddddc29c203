package manyhands.api;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import manyhands.desktop.Recordings;
import manyhands.event.MemoryBlobs;
import manyhands.event.MemoryEventLog;
import manyhands.mcp.McpDoor;
import manyhands.replay.Replay;
import manyhands.session.LiveThinking;
import manyhands.session.Outside;
import tools.jackson.databind.JsonNode;

/// A server on a free port, and requests written byte by byte: no client of ours mends what a test
/// wants broken.
public final class ApiFixture implements AutoCloseable {
  public static final String TOKEN = "cheddar-and-brie";

  public final FakeSessions sessions = new FakeSessions();
  public final FakeOpenDesktops desktops = new FakeOpenDesktops();
  final MemoryEventLog log = new MemoryEventLog(InstantSource.fixed(FakeSessions.THEN));
  final LiveThinking thinking = new LiveThinking();
  final MemoryBlobs blobs = new MemoryBlobs();
  private final AtomicInteger ids = new AtomicInteger();
  final Commands commands;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ApiServer server;
  private final McpDoor mcp;

  public ApiFixture() {
    this("127.0.0.1");
  }

  /// With that door for MCP.
  public ApiFixture(BiFunction<FakeSessions, FakeOpenDesktops, McpDoor> mcp) {
    this("127.0.0.1", WebFiles.NONE, Recordings.NONE, mcp);
  }

  ApiFixture(String host) {
    this(host, WebFiles.NONE, Recordings.NONE);
  }

  ApiFixture(WebFiles web) {
    this("127.0.0.1", web, Recordings.NONE);
  }

  ApiFixture(Recordings recordings) {
    this("127.0.0.1", WebFiles.NONE, recordings);
  }

  private ApiFixture(String host, WebFiles web, Recordings recordings) {
    this(host, web, recordings, (sessions, desktops) -> McpDoor.of("1.2.3", sessions, desktops));
  }

  private ApiFixture(
      String host,
      WebFiles web,
      Recordings recordings,
      BiFunction<FakeSessions, FakeOpenDesktops, McpDoor> doors) {
    commands =
        new Commands(
            sessions,
            desktops,
            log,
            thinking,
            new Replay(log, blobs, recordings),
            () -> new MachineReport(List.of(), List.of(), 4),
            new Outside(
                Thread.ofVirtual().factory(),
                InstantSource.system(),
                () -> "secret" + ids.incrementAndGet()));
    mcp = doors.apply(sessions, desktops);
    server =
        new ApiServer(
            new ApiSettings(host, 0, TOKEN, "1.2.3"),
            web,
            commands,
            metrics,
            List.of(new SideDoor(McpDoor.PATH, mcp.servlet())));
    server.start();
  }

  public int port() {
    return server.port();
  }

  ApiServer server() {
    return server;
  }

  List<Route> routes() {
    ApiSettings settings = new ApiSettings("127.0.0.1", 0, TOKEN, "1.2.3");
    return ApiServer.routes(
        settings,
        commands,
        metrics,
        new Screens(commands, new Door(settings, new WebApp(WebFiles.NONE))),
        new Feeds(log, thinking, Thread.ofVirtual().factory()));
  }

  /// An answer: its headers' names in lower case.
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public JsonNode json() {
      return Json.MAPPER.readTree(body);
    }

    String code() {
      return json().path("code").asString("");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", with(headers));
  }

  public Answer post(String path, String json, String... headers) {
    String[] all =
        List.of(with(headers), new String[] {"Content-Type: application/json"}).stream()
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);
    return send("POST", path, json, all);
  }

  /// Sends exactly this; a Host is added where none is given.
  public Answer send(String method, String path, String body, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean hasHost = false;
    for (String header : headers) {
      hasHost |= header.startsWith("Host:");
      head.append(header).append("\r\n");
    }
    if (!hasHost) {
      head.append("Host: 127.0.0.1:").append(port()).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        // The server may answer before it has read all: its answer is what counts.
      }
      return answer(socket.getInputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(java.util.Locale.ROOT), line.substring(colon + 2));
      }
    }
    byte[] body = java.util.Arrays.copyOfRange(all, end + 4, all.length);
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      body = unchunked(new String(body, StandardCharsets.ISO_8859_1));
    }
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
  }

  private static byte[] unchunked(String text) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (true) {
      int line = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, line), 16);
      if (size == 0) {
        return whole.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
      whole.append(text, line + 2, line + 2 + size);
      at = line + 4 + size;
    }
  }

  private static String[] with(String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Authorization: Bearer " + TOKEN;
    return all;
  }

  @Override
  public void close() {
    mcp.close();
    server.close();
  }
}
