package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `manyhands serve` as a process of its own, with real desktops, spoken to over REST.
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ADDRESS =
      Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/\\?token=(\\w+)");

  private final HttpClient http = HttpClient.newHttpClient();
  final Process process;
  private final String base;
  private final String token;

  private ServerProcess(Process process, String base, String token) {
    this.process = process;
    this.base = base;
    this.token = token;
  }

  /// Starts one and waits until it listens.
  static ServerProcess start(Path installation, Path data) throws IOException {
    return start(installation, data, 0, Map.of());
  }

  /// The same at a port and with more variables in its environment.
  static ServerProcess start(
      Path installation, Path data, int port, Map<String, String> environment) throws IOException {
    return start(
        List.of(
            "-Dmanyhands.home=" + installation,
            Main.class.getName(),
            "serve",
            "--port",
            String.valueOf(port),
            "--data",
            data.toString()),
        environment);
  }

  /// The same at desktops in memory, in the folder `data` of an installation's.
  static ServerProcess simulated(Path installation) throws IOException {
    return start(
        List.of(
            SimulatedMain.class.getName(),
            installation.resolve("data").toString(),
            installation.toString(),
            "serve",
            "--port",
            "0"),
        Map.of());
  }

  private static ServerProcess start(List<String> words, Map<String, String> environment)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                // It lives for seconds: better compiled code would come too late to pay.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Were it to inherit the stream, it could keep Maven waiting after the end of these tests.
    Thread.ofPlatform().daemon().start(() -> passOn(process));
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return new ServerProcess(process, address.group(1), address.group(2));
      }
    }
    throw new AssertionError("the server ended with " + process.destroyForcibly().exitValue());
  }

  private static void passOn(Process process) {
    try {
      process.errorReader().lines().forEach(System.err::println);
    } catch (UncheckedIOException _) {
      // It was ended.
    }
  }

  public URI address() {
    return URI.create(base);
  }

  public String token() {
    return token;
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  public JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = send(request(path));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  public JsonNode post(String path, String json) throws Exception {
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isBetween(200, 299);
    return JsonMapper.shared().readTree(answer.body());
  }

  void delete(String path) throws Exception {
    assertThat(send(request(path).DELETE()).statusCode()).isEqualTo(204);
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Asks it to end and returns how long that took; it must end by itself and well.
  Duration terminate() throws Exception {
    long began = System.nanoTime();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void close() {
    kill();
    http.close();
  }
}
