package manyhands.session;

import static manyhands.session.ControlTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import manyhands.agent.Assignment;
import manyhands.agent.TaskEnd;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeProvider;
import manyhands.desktop.ImageFormat;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionException.Code;
import manyhands.whiteboard.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions that go on after their end.
final class ContinueTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");

  @TempDir Path folder;
  private Workshop shop;
  private SessionControl control;

  @BeforeEach
  void open() {
    open("", HumanGate.USUAL);
  }

  private void open(String round, HumanGate gate) {
    shop = new Workshop(folder, round, gate);
    control = shop.sessions.control();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private SessionId kept(String prompt) {
    return shop.ended(
            shop.sessions.open(new SessionRequest(prompt, 1, null, null, false, true, null)).id())
        .id();
  }

  @Test
  void taskIdsGoOnAndEarlierResultsAreTold() {
    SessionId id = shop.run(2, "grate; slice").id();
    control.continueWith(id, "melt; age < melt", ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks())
        .extracting(task -> task.id().value())
        .containsExactly("t1", "t2", "t3", "t4");
    assertThat(view.tasks().getLast().dependsOn()).containsExactly(new TaskId("t3"));
    assertThat(view.prompts()).containsExactly("grate; slice", "melt; age < melt");
    assertThat(view.prompt()).isEqualTo("grate; slice");
    assertThat(view.agents()).extracting(AgentView::id).contains(ADA).doesNotHaveDuplicates();
    assertThat(view.usage()).isEqualTo(new UsageView(20, 10, 0, 0, 0, null));
    assertThat(shop.crew.planned.getLast())
        .containsExactly("grate (completed): did grate", "slice (completed): did slice");
    Assignment melt = shop.crew.worked.get(2);
    assertThat(melt.given())
        .extracting(Assignment.Given::result)
        .containsExactly("did grate", "did slice");
    assertThat(SessionView.of(shop.entries(id))).isEqualTo(view);
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void theStatusIsThatOfTheNewTasks() {
    shop.crew.doings.put("grate", _ -> new TaskEnd.Failed("no grater"));
    SessionId id = shop.run(1, "grate").id();
    control.continueWith(id, "slice", ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.reason()).isNull();
    assertThat(view.tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.FAILED, TaskStatus.COMPLETED);
    control.continueWith(id, "grate", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.FAILED);
  }

  @Test
  void itGoesOnAtTheDesktopThatWasKept() {
    SessionId id = kept("grate");
    DesktopId desktop = shop.all(id, Event.DesktopReady.class).getFirst().desktop();
    assertThat(shop.provider.running).hasSize(1);
    control.continueWith(id, "slice", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopReady.class))
        .extracting(Event.DesktopReady::desktop)
        .containsExactly(desktop, desktop);
    assertThat(shop.provider.running).hasSize(1);
    shop.sessions.stop(id, ME);
    assertThat(shop.provider.running).isEmpty();
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aKeptDesktopThatDiedIsReplaced() {
    SessionId id = kept("grate");
    shop.provider.running.values().forEach(machine -> machine.alive = false);
    control.continueWith(id, "slice", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopReady.class))
        .extracting(Event.DesktopReady::desktop)
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void keptDesktopsDoNotStayForEver() {
    shop.close();
    open("b", new HumanGate(Duration.ofMillis(300), Set.of()));
    SessionId id = kept("grate");
    Awaitility.await().until(() -> shop.provider.running.isEmpty());
    control.continueWith(id, "slice", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void keptDesktopsOutliveTheirServerUntilTheirTime() throws Exception {
    SessionId id = kept("grate");
    DesktopId desktop = shop.all(id, Event.DesktopReady.class).getFirst().desktop();
    for (String round : List.of("b", "c")) {
      FakeProvider machines = shop.provider;
      shop.kill();
      shop = new Workshop(folder, round, machines);
      shop.sessions.start();
      assertThat(shop.sessions.look(id, ADA, new Capture(ImageFormat.PNG, FakeDesktop.SIZE)).live())
          .isTrue();
      assertThat(machines.running).containsOnlyKeys(desktop);
    }
    control = shop.sessions.control();
    control.continueWith(id, "slice", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopReady.class))
        .extracting(Event.DesktopReady::desktop)
        .containsExactly(desktop, desktop);

    FakeProvider machines = shop.provider;
    shop.kill();
    shop = new Workshop(folder, "d", machines, new HumanGate(Duration.ofMillis(1), Set.of()));
    Thread.sleep(2);
    shop.sessions.start();
    Awaitility.await().until(machines.running::isEmpty);
  }

  @Test
  void whoOnlyDoesAJobBesideLeavesThemAlone() {
    SessionId id = kept("grate");
    FakeProvider machines = shop.provider;
    shop.kill();
    var stray =
        machines.start(
            new DesktopSpec(
                new DesktopId("stray"),
                FakeDesktop.SIZE,
                DesktopSpec.Network.NONE,
                new DesktopSpec.Limits(1, 1, 1)));
    shop = new Workshop(folder, "b", machines);
    assertThat(shop.sessions.startBeside()).isEmpty();
    Awaitility.await().until(() -> !machines.running.containsKey(stray.id()));
    assertThat(machines.running)
        .containsOnlyKeys(shop.all(id, Event.DesktopReady.class).getFirst().desktop());
  }

  @Test
  void anotherServerContinuesItOnNewDesktops() {
    SessionId id = shop.run(1, "grate").id();
    shop.close();
    open("b", HumanGate.USUAL);
    control.continueWith(id, "slice", ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks()).hasSize(2);
    assertThat(view.agents()).extracting(AgentView::id).containsExactly(ADA);
  }

  @Test
  void aStoppedSessionAndOneWithoutAPlanAreContinuedToo() throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          here.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    SessionId id = shop.open(1, "grate").id();
    here.await();
    shop.sessions.stop(id, ME);
    shop.crew.planning = _ -> null;
    control.continueWith(id, "slice", ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void onlyWhatHasEndedIsContinuedAndOnlyOnce() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        _ -> {
          enough.await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate").id();
    refused(() -> control.continueWith(id, "slice", ME), Code.NOT_ENDED);
    enough.countDown();
    shop.ended(id);
    refused(() -> control.continueWith(id, " ", ME), Code.EMPTY_PROMPT);
    refused(() -> control.continueWith(new SessionId("s-none"), "x", ME), Code.UNKNOWN_SESSION);
    CountDownLatch more = new CountDownLatch(1);
    shop.crew.doings.put(
        "slice",
        _ -> {
          more.await();
          return new TaskEnd.Done("", List.of());
        });
    control.continueWith(id, "slice", ME);
    refused(() -> control.continueWith(id, "slice", ME), Code.NOT_ENDED);
    more.countDown();
    shop.ended(id);
    assertThat(shop.all(id, Event.SessionContinued.class)).hasSize(1);
  }
}
