package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import manyhands.desktop.Machine;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.DesktopView;
import manyhands.session.SessionStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Desktops in front of people: the stock noVNC in Debian's Chromium.
final class ScreenScenarioTest {

  private final ServedWorkplace served = new ServedWorkplace();
  private final Workplace work = served.work;

  @AfterEach
  void leaveNothing() throws IOException {
    served.close();
  }

  @Test
  void aPersonWatchesAnAgentTakesOverTypesAndHandsBack() throws IOException {
    SessionId id = work.open(1, "Run 'touch .here'. Wait 6 s. Run 'echo agent > after.txt'.");
    Machine machine = work.whoseFileIs(".here");
    String screen = "/api/sessions/" + id + "/agents/a1/screen";
    try (Page page = served.page("screen.html")) {
      Object _ = evaluate(page, "() => follow('" + id + "')");
      connect(page, screen, "");
      awaitSamePicture(page, screen + "shot");
      assertThat(work.facts(id, Event.SeatTaken.class)).isEmpty();

      page.mouse().click(640, 400);
      page.keyboard().type("echo cheddar > typed.txt\n");
      assertThat(text(machine, "typed.txt")).isEqualTo("cheddar\n");
      assertThat(work.view(id).agents().getFirst().holder()).isEqualTo("human");
      Object _ = evaluate(page, "() => drop()");
      connect(page, screen, "");
      page.waitForFunction("joins === 2");
      assertThat(evaluate(page, "async () => (await seat('" + screen + "', 'agent')).holder"))
          .isEqualTo("agent");
      assertThat(work.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
      List<Integer> all = IntStream.rangeClosed(1, work.entries(id).size()).boxed().toList();
      page.waitForFunction("seqs.length >= " + all.size());
      assertThat(evaluate(page, "seqs")).isEqualTo(all);
    }
    assertThat(work.artifact(id, "after.txt")).isEqualTo("agent\n".getBytes(UTF_8));
    assertYielded(id);
  }

  private void assertYielded(SessionId id) {
    List<Event> facts = work.entries(id).stream().map(entry -> entry.event()).toList();
    Event taken = work.facts(id, Event.SeatTaken.class).getFirst();
    Event.SeatReturned returned = work.facts(id, Event.SeatReturned.class).getFirst();
    assertThat(facts.subList(facts.indexOf(taken), facts.indexOf(returned)))
        .noneMatch(Event.ActionIntended.class::isInstance)
        .noneMatch(Event.ModelAsked.class::isInstance);
    assertThat(returned.kinds()).containsEntry("click", 1).containsKey("key");
    assertThat(facts.toString()).doesNotContain("cheddar");
    assertThat(facts.subList(facts.indexOf(returned), facts.size()))
        .anyMatch(Event.ScreenSeen.class::isInstance);
  }

  @Test
  void ticketsOpenOneScreenOnceAndViewersForViewingTouchNothing() throws Exception {
    DesktopView one = served.desktops.open(null);
    DesktopView other = served.desktops.open(null);
    String screen = "/api/desktops/" + one.id() + "/screen";
    try (Page page = served.page("screen.html")) {
      String path = (String) evaluate(page, "async () => (await ticket('" + screen + "')).path");
      String foreign = path.replace(one.id().value(), other.id().value());
      assertThat(evaluate(page, "async () => connect('" + foreign + "')")).isEqualTo("close 1006");
      assertThat(evaluate(page, "async () => connect('" + path + "')")).isEqualTo("close 1006");
      assertThat(evaluate(page, "async () => connect('" + screen + "')")).isEqualTo("close 1006");

      connect(page, screen, "only");
      page.mouse().click(640, 400);
      page.keyboard().type("brie");
      Thread.sleep(500);
      assertThat(served.desktops.seat(one.id()).holder()).isNull();
      awaitSamePicture(page, screen + "shot");
    }
  }

  @Test
  void aScreenThatIsGoneSaysSoAndAnotherIsThereAtOnce() {
    DesktopView one = served.desktops.open(null);
    String screen = "/api/desktops/" + one.id() + "/screen";
    try (Page page = served.page("screen.html")) {
      connect(page, screen, "");
      served.desktops.close(one.id(), "a test");
      page.waitForFunction("said.some(it => it.startsWith('close 4404'))");
      assertThat(evaluate(page, "async () => (await ticket('" + screen + "')).status"))
          .isEqualTo(404);
    }
  }

  private static void connect(Page page, String screen, String view) {
    String script = "async () => connect((await ticket('%s', '%s')).path)".formatted(screen, view);
    assertThat(evaluate(page, script)).isEqualTo("connected");
  }

  private static void awaitSamePicture(Page page, String picture) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(
                    ((Number) evaluate(page, "async () => differing('" + picture + "?format=png')"))
                        .doubleValue())
                .isLessThan(0.003));
  }

  private static Object evaluate(Page page, String script) {
    return page.evaluate(script);
  }

  private static String text(Machine machine, String path) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () -> {
              ByteArrayOutputStream bytes = new ByteArrayOutputStream();
              long _ = machine.read(path, bytes, 1_000);
              return bytes.toString(UTF_8);
            },
            found -> found.endsWith("\n"));
  }
}
