package manyhands.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import manyhands.agent.ExtraAnswer;
import manyhands.agent.ExtraTool;
import manyhands.model.ToolSpec;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Servers at an address: one made with the official SDK, and some that do not what they should.
final class HttpServersTest {

  private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ObjectNode DAVOS =
      JsonMapper.shared().createObjectNode().put("place", "Davos");

  @TempDir private Path marks;

  private static McpTools tools(int port, String path) {
    ServerSpec.Address address =
        new ServerSpec.Address(
            URI.create("http://127.0.0.1:" + port + path),
            Map.of("Authorization", "Bearer sesame-open-now"),
            List.of("Bearer sesame-open-now"));
    McpTools tools =
        new McpTools(
            List.of(
                new ServerSpec(
                    "far", address, new ServerSpec.Approval.Never(), MINUTE, Set.of("weather"))),
            THREADS,
            "test");
    tools.start();
    return tools;
  }

  @Test
  void aServerMadeWithTheSdkIsSpokenWithAndGetsItsKey() throws InterruptedException {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    Javalin http =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.modifyServletContextHandler(context -> {
            ServletHolder holder = new ServletHolder(SampleTools.servlet(marks));
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/mcp/*");
            context.addFilter(
                (request, response, chain) -> {
                  keys.add(
                      String.valueOf(
                          ((jakarta.servlet.http.HttpServletRequest) request)
                              .getHeader("Authorization")));
                  chain.doFilter(request, response);
                },
                "/mcp/*",
                java.util.EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
          });
        });
    http.start(0);
    try (McpTools tools = tools(http.port(), "/mcp")) {
      List<ExtraTool> offered = tools.tools();
      assertThat(offered).extracting(ExtraTool::name).containsExactly("far__weather");
      assertThat(tools.call(offered.getFirst(), DAVOS, MINUTE))
          .isEqualTo(new ExtraAnswer.Given("It snows in Davos", List.of()));
      assertThat(keys).isNotEmpty().containsOnly("Bearer sesame-open-now");
    } finally {
      http.stop();
    }
  }

  private static String trouble(HttpServer http) throws InterruptedException {
    http.start();
    try (McpTools tools = tools(http.getAddress().getPort(), "/mcp?x=y")) {
      assertThat(tools.tools()).isEmpty();
      return tools.states().getFirst().trouble();
    } finally {
      http.stop(0);
    }
  }

  private static HttpServer answering(int status, String... body) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          boolean asked = exchange.getRequestURI().toString().equals("/mcp?x=y");
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(asked ? status : 500, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (String part : body) {
              out.write(part.getBytes(StandardCharsets.UTF_8));
            }
          }
        });
    return http;
  }

  @Test
  void oneThatWantsAnotherKeyIsSaidSo() throws Exception {
    assertThat(trouble(answering(401)))
        .isEqualTo("it does not let us in: its `headers` need a key that it takes");
  }

  @Test
  void oneThatLeadsElsewhereIsNotFollowedAndOneThatMakesNoSenseIsSaidSo() throws Exception {
    assertThat(trouble(answering(302))).startsWith("what it answers cannot be read");
    assertThat(trouble(answering(200, "<html>"))).startsWith("what it answers cannot be read");
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    String[] megabytes = new String[40];
    java.util.Arrays.fill(megabytes, "a".repeat(1 << 20));
    assertThat(trouble(answering(200, megabytes))).startsWith("what it answers cannot be read");
  }

  @Test
  void nobodyAtTheAddressIsSaidSo() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (McpTools tools = tools(port, "/mcp")) {
      assertThat(tools.tools()).isEmpty();
      assertThat(tools.states().getFirst().trouble()).isEqualTo("nothing answers at its address");
      ExtraTool tool = new ExtraTool("far", "weather", new ToolSpec("far__w", "", DAVOS), false);
      assertThat(tools.call(tool, DAVOS, Duration.ofMillis(20)))
          .isEqualTo(
              new ExtraAnswer.NotDone(
                  "the server far cannot be reached at the moment: nothing answers at its address"));
    }
  }
}
