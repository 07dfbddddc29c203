package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.Event.ToolUse;
import manyhands.event.EventLog;
import manyhands.event.MemoryEventLog;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.session.Models;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TelemetryTest {

  private static final SessionId SESSION = new SessionId("s-1");
  private static final AgentId ADA = new AgentId("a1");
  private static final TaskId TASK = new TaskId("t1");
  private static final String SECRET = "correct horse battery staple";

  /// What was in the queue when its telemetry was closed goes on failing for a while, with a stack
  /// trace each: into the program's log, but here onto the screen. Held, or its level is forgotten.
  private static final Logger COMPLAINTS = Logger.getLogger("io.opentelemetry");

  @BeforeAll
  static void dontPrintComplaints() {
    COMPLAINTS.setLevel(Level.OFF);
  }

  private static Settings settings(Map<String, String> variables) {
    return new Settings(
        variables, Path.of("."), Path.of("."), Terminal.standard(Map.of()), new RealDesktops());
  }

  /// A model that answers, or fails when it is asked for that.
  private static Models models() {
    return new Models() {
      @Override
      public String usual() {
        return "claude";
      }

      @Override
      public List<String> names() {
        return List.of("claude");
      }

      @Override
      public boolean knows(String name) {
        return true;
      }

      @Override
      public Model model(String name) {
        return new Model() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public Reply ask(Conversation conversation, ThinkingListener listener) {
            if (conversation.system().isEmpty()) {
              throw new ModelException(ModelException.Code.BUSY, SECRET);
            }
            return new Reply(List.of(new Part.Text(SECRET)), new Usage(1_234, 56, 1_000, 200));
          }
        };
      }
    };
  }

  private static Conversation question(String system) {
    return new Conversation(system, List.of(), List.of());
  }

  /// One agent's work on one task, asked, answered, typed and done.
  private static void session(EventLog log, Models models) {
    Model model = models.model("claude:claude-opus-5-5");
    log.append(SESSION, new Event.AgentStarted(ADA, "Ada"));
    log.append(SESSION, new Event.TaskAssigned(TASK, ADA, 1));
    log.append(SESSION, new Event.ModelAsked(ADA, TASK, 1));
    assertThatThrownBy(() -> model.ask(question(""), _ -> {})).hasMessage(SECRET);
    var _ = model.ask(question(SECRET), _ -> {});
    log.append(
        SESSION,
        new Event.ModelAnswered(
            ADA,
            TASK,
            1,
            SECRET,
            List.of(),
            List.of(new ToolUse("call-7", "type_text", "{\"text\": \"" + SECRET + "\"}")),
            new TokenUse(1_234, 56, 1_000),
            900));
    log.append(
        SESSION,
        new Event.ActionPerformed(
            ADA, "call-7", "agent a1", null, Outcome.FAILED, "Typed " + SECRET, 12));
    log.append(SESSION, new Event.TaskCompleted(TASK, ADA, SECRET));
    log.append(SESSION, new Event.SessionClosed("completed", ""));
  }

  @Test
  void aCollectorHearsWhatWasDoneAndNothingOfWhatWasSaid() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
          asked.add(
              exchange.getRequestURI().getPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("x-team"));
          received.add(text(body, zipped));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      Map<String, String> variables =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              "http://127.0.0.1:" + collector.getAddress().getPort(),
              "OTEL_EXPORTER_OTLP_HEADERS",
              "x-team=hands%20one",
              "ANTHROPIC_API_KEY",
              SECRET);
      try (Telemetry telemetry = Telemetry.of(settings(variables))) {
        session(
            telemetry.watching(new MemoryEventLog(InstantSource.system())),
            telemetry.watching(models()));
      }
      await().until(() -> !received.isEmpty());
    } finally {
      collector.stop(0);
    }

    String all = String.join("\n", received);
    assertThat(asked).allMatch(it -> it.equals("/v1/traces hands one"));
    assertThat(all)
        .contains(
            "invoke_agent Ada",
            "chat claude-opus-5-5",
            "execute_tool type_text",
            "gen_ai.operation.name",
            "gen_ai.provider.name",
            "anthropic",
            "gen_ai.request.model",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.tool.call.id",
            "call-7",
            "gen_ai.agent.name",
            "gen_ai.conversation.id",
            "error.type",
            "busy",
            "service.name",
            "manyhands")
        .doesNotContain("horse");
  }

  private static String text(byte[] body, boolean zipped) throws IOException {
    byte[] plain =
        zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    return new String(plain, StandardCharsets.ISO_8859_1);
  }

  @Test
  void withoutAnAddressNobodyIsTold() {
    MemoryEventLog log = new MemoryEventLog(InstantSource.system());
    Models models = models();

    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:1",
                "OTEL_SDK_DISABLED",
                "true"))) {
      Telemetry telemetry = Telemetry.of(settings(variables));
      assertThat(telemetry).isSameAs(Telemetry.NONE);
      assertThat(telemetry.watching(log)).isSameAs(log);
      assertThat(telemetry.watching(models)).isSameAs(models);
    }
    assertThatThrownBy(
            () -> Telemetry.of(settings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"))))
        .isInstanceOf(Trouble.class);
  }

  @Test
  void aCollectorThatHangsOrIsGoneHoldsNothingUp() throws Exception {
    try (ServerSocket hangs = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int port : List.of(hangs.getLocalPort(), 1)) {
        MemoryEventLog log = new MemoryEventLog(InstantSource.system());
        Map<String, String> variables =
            Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port);
        Telemetry telemetry = Telemetry.of(settings(variables));
        for (int i = 0; i < 200; i++) {
          session(telemetry.watching(log), telemetry.watching(models()));
        }

        // All of it is in the log, and the end comes although nobody ever took a span.
        assertThat(log.lastSeq(SESSION)).isEqualTo(200 * 7);
        Thread end = Thread.ofVirtual().start(telemetry::close);
        assertThat(end.join(Duration.ofSeconds(60))).isTrue();
      }
    }
  }
}
