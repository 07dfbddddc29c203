package manyhands.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.agent.ExtraAnswer;
import manyhands.agent.ExtraTool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Servers made with the official SDK, in a process of their own.
final class McpToolsTest {

  private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String TOKEN = "sesame-open-now";

  @TempDir private static Path marks;
  private static McpTools tools;

  @BeforeAll
  static void connect() {
    ServerSpec.Program program =
        new ServerSpec.Program(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                SampleTools.class.getName(),
                marks.toString()),
            Map.of("SAMPLE_TOKEN", TOKEN, "SAMPLE_MODE", "quiet"),
            marks,
            List.of(TOKEN));
    tools =
        new McpTools(
            List.of(
                new ServerSpec(
                    "sample", program, new ServerSpec.Approval.Of(Set.of("die")), MINUTE, null)),
            THREADS,
            "test");
    tools.start();
  }

  @AfterAll
  static void close() {
    tools.close();
  }

  private static ExtraTool tool(String name) throws InterruptedException {
    return tools.tools().stream().filter(it -> it.tool().equals(name)).findFirst().orElseThrow();
  }

  private static ExtraAnswer call(String name, Duration atMost) throws InterruptedException {
    ObjectNode arguments = JsonMapper.shared().createObjectNode().put("place", "Davos");
    return tools.call(tool(name), arguments, atMost);
  }

  @Test
  void itsToolsAreOfferedInTheOrderOfTheirNamesUnderItsOwn() throws InterruptedException {
    assertThat(tools.tools())
        .extracting(ExtraTool::name)
        .containsExactly(
            "sample__die",
            "sample__environment",
            "sample__hang",
            "sample__inject",
            "sample__picture",
            "sample__refuse",
            "sample__weather");
    assertThat(tools.tools()).filteredOn(ExtraTool::asks).hasSize(1);
    assertThat(tools.states().getFirst().tools()).isEqualTo(7);
    assertThat(tool("weather").spec().description())
        .isEqualTo(
            "A tool of the server sample. It describes itself so: Says the weather of a place.");
  }

  @Test
  void itsAnswersAreTextsAndPictures() throws InterruptedException {
    assertThat(call("weather", MINUTE))
        .isEqualTo(new ExtraAnswer.Given("It snows in Davos", List.of()));
    assertThat(call("picture", MINUTE))
        .isInstanceOfSatisfying(
            ExtraAnswer.Given.class,
            it -> {
              assertThat(it.text()).isEqualTo("a dot");
              assertThat(it.pictures()).hasSize(1);
              assertThat(it.pictures().getFirst().mediaType()).isEqualTo("image/png");
            });
    assertThat(call("refuse", MINUTE))
        .isInstanceOfSatisfying(
            ExtraAnswer.Refused.class, it -> assertThat(it.text()).contains("out of snow"));
  }

  @Test
  void itIsGivenItsOwnVariablesAloneAndItsKeysAreNotRepeated() throws InterruptedException {
    assertThat(call("environment", MINUTE))
        .isInstanceOfSatisfying(
            ExtraAnswer.Given.class,
            it ->
                assertThat(it.text())
                    .contains("SAMPLE_MODE=quiet", "SAMPLE_TOKEN=[key]")
                    .doesNotContain("PATH=", TOKEN));
  }

  @Test
  void aCallThatTakesTooLongHasAnUnknownOutcomeAndTheServerIsStillThere()
      throws InterruptedException {
    assertThat(call("hang", Duration.ofMillis(300)))
        .isEqualTo(new ExtraAnswer.Unknown("server sample: it did not answer within 300 ms"));
    assertThat(call("weather", MINUTE)).isInstanceOf(ExtraAnswer.Given.class);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws InterruptedException {
    ExtraTool hang = tool("hang");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    ObjectNode arguments = JsonMapper.shared().createObjectNode().put("place", "Zermatt");
    Thread caller =
        THREADS.newThread(() -> {
          try {
            tools.call(hang, arguments, MINUTE);
          } catch (InterruptedException e) {
            thrown.set(e);
          }
        });
    caller.start();
    Awaitility.await().until(() -> Files.exists(marks.resolve("hung Zermatt")));
    caller.interrupt();
    caller.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aServerThatDiesInMidCallIsStartedAgain() throws InterruptedException {
    assertThat(call("die", MINUTE))
        .isInstanceOfSatisfying(
            ExtraAnswer.Unknown.class,
            it ->
                assertThat(it.why())
                    .isEqualTo(
                        "server sample: its program has ended (exit status 3); it said last:"
                            + " \"no more snow for [key]\""));
    Awaitility.await()
        .atMost(MINUTE)
        .until(() -> call("weather", MINUTE) instanceof ExtraAnswer.Given);
  }
}
