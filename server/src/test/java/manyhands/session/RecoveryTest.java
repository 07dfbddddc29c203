package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import manyhands.agent.TaskEnd;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeDesktop;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.whiteboard.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are killed, and the next ones that go on with their sessions.
@Timeout(60)
class RecoveryTest {

  @TempDir Path folder;
  private Workshop shop;

  @AfterEach
  void close() {
    if (shop != null) {
      shop.close();
    }
  }

  @Test
  void completesASessionWhoseServerDiesAtAnyAppend() throws Exception {
    for (boolean storesLast : new boolean[] {false, true}) {
      boolean died = true;
      for (int append = 2; died; append++) {
        String when = "at append " + append + (storesLast ? ", stored" : ", not stored");
        Path round = folder.resolve(storesLast + "-" + append);
        shop = new Workshop(round, "one");
        CountDownLatch dead = shop.dieAt(append, storesLast);
        SessionId id = shop.open(2, "milk; curdle < milk; bread").id();
        while (!dead.await(1, TimeUnit.MILLISECONDS) && !isClosed(id)) {
          // Goes on until it dies or has ended.
        }
        died = !isClosed(id);
        shop.kill();
        List<Entry> before;
        shop = new Workshop(round, "two", shop.provider);
        before = shop.entries(id);
        shop.sessions.start();
        SessionView view = shop.ended(id);
        assertThat(view.status()).as(when).isEqualTo(SessionStatus.COMPLETED);
        assertSound(when, id, before);
        shop.close();
      }
    }
  }

  private boolean isClosed(SessionId id) {
    return !shop.all(id, Event.SessionClosed.class).isEmpty();
  }

  private void assertSound(String when, SessionId id, List<Entry> before) {
    List<Entry> all = shop.entries(id);
    assertThat(all.subList(0, before.size())).as(when).isEqualTo(before);
    assertThat(all)
        .extracting(Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(shop.all(id, Event.PlanMade.class)).as(when).hasSize(1);
    assertThat(shop.all(id, Event.TaskCompleted.class))
        .as(when)
        .hasSize(3)
        .extracting(Event.TaskCompleted::task)
        .doesNotHaveDuplicates();
    assertThat(shop.all(id, Event.TaskAssigned.class)).as(when).hasSize(3);
    assertThat(shop.all(id, Event.DesktopLost.class)).as(when).isEmpty();
    Map<Object, Long> desktops =
        shop.all(id, Event.DesktopReady.class).stream()
            .collect(Collectors.groupingBy(Event.DesktopReady::agent, Collectors.counting()));
    assertThat(desktops.values()).as(when).containsOnly(1L);
    assertThat(shop.all(id, Event.SessionClosed.class)).as(when).hasSize(1);
    Awaitility.await(when).atMost(Duration.ofSeconds(10)).until(shop.provider.running::isEmpty);
  }

  /// One session with one agent at work when the server dies: after the facts that `work` writes.
  private SessionId killedWhile(String prompt, FakeCrew.Doing work) throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    shop = new Workshop(folder, "one");
    shop.crew.doings.put(
        "grate",
        bench -> {
          var _ = work.work(bench);
          here.countDown();
          new CountDownLatch(1).await();
          throw new AssertionError("nobody lets it go");
        });
    SessionId id = shop.open(1, prompt).id();
    here.await();
    shop.kill();
    Workshop before = shop;
    shop = new Workshop(folder, "two", before.provider);
    return id;
  }

  private static final FakeCrew.Doing INTENDS =
      bench -> {
        var _ =
            bench
                .journal()
                .append(
                    bench.assignment().session(),
                    new Event.ActionIntended(
                        bench.assignment().agent(),
                        bench.assignment().task(),
                        1,
                        "c1",
                        "press",
                        new Action.Press("Return")));
        return null;
      };

  @Test
  void goesOnAtTheSameDesktopAndTellsWhatNobodyKnows() throws Exception {
    SessionId id = killedWhile("grate", INTENDS);
    DesktopId desktop = shop.provider.running.keySet().iterator().next();
    shop.sessions.start();
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopReady.class))
        .extracting(Event.DesktopReady::desktop)
        .containsExactly(desktop);
    assertThat(shop.all(id, Event.SessionRecovered.class))
        .containsExactly(new Event.SessionRecovered(List.of(new AgentId("a1"))));
    assertThat(shop.all(id, Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::outcome)
        .containsExactly(Event.Outcome.UNKNOWN);
    assertThat(shop.crew.worked)
        .singleElement()
        .satisfies(it -> assertThat(it.soFar()).anyMatch(Event.ActionIntended.class::isInstance))
        .satisfies(it -> assertThat(it.soFar()).anyMatch(Event.ActionPerformed.class::isInstance));
  }

  @Test
  void triesATaskAgainWhoseDesktopEndedMeanwhile() throws Exception {
    SessionId id = killedWhile("grate", INTENDS);
    shop.provider.running.values().forEach(machine -> machine.alive = false);
    shop.provider.running.clear();
    shop.sessions.start();
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopLost.class))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).isEqualTo("it ended while no server was there"));
    assertThat(shop.all(id, Event.TaskAssigned.class))
        .extracting(Event.TaskAssigned::attempt)
        .containsExactly(1, 2);
    assertThat(shop.crew.worked).singleElement().satisfies(it -> assertThat(it.soFar()).isEmpty());
  }

  @Test
  void endsWithAReasonWhatCannotGoOn() throws Exception {
    SessionId id = killedWhile("grate", INTENDS);
    shop.models.lacking = "CHEESE_KEY is not set";
    shop.sessions.start();
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason())
        .isEqualTo("the server was restarted, and this cannot go on: CHEESE_KEY is not set");
    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.FAILED);
    assertThat(view.agents()).extracting(AgentView::status).containsOnly(AgentStatus.FAILED);
    assertThat(shop.all(id, Event.ActionPerformed.class)).hasSize(1);
    Awaitility.await().until(shop.provider.running::isEmpty);
  }

  @Test
  void removesMachinesOfNobodyAndKeepsThoseOfOpenSessionsForALaterServer() throws Exception {
    SessionId id = killedWhile("grate", INTENDS);
    DesktopId kept = shop.provider.running.keySet().iterator().next();
    var _ =
        shop.provider.start(
            new DesktopSpec(
                new DesktopId("d-orphan"),
                FakeDesktop.SIZE,
                DesktopSpec.Network.NONE,
                new DesktopSpec.Limits(1, 1, 1)));
    long seq = shop.view(id).seq();

    assertThat(shop.sessions.startBeside()).containsExactly(id);

    Awaitility.await().until(() -> shop.provider.running.keySet().equals(Set.of(kept)));
    assertThat(shop.run(1, "slice").status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.view(id).seq()).isEqualTo(seq);
    assertThat(shop.provider.running).containsOnlyKeys(kept);
  }

  @Test
  void stopsASessionThatWasTakenOver() throws Exception {
    SessionId id = killedWhile("grate", INTENDS);
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        _ -> {
          here.countDown();
          new CountDownLatch(1).await();
          return new TaskEnd.Done("", List.of());
        });
    shop.sessions.start();
    shop.sessions.stop(id, "a person");
    SessionView view = shop.view(id);
    assertThat(view.status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(view.agents()).extracting(AgentView::status).containsOnly(AgentStatus.STOPPED);
    Awaitility.await().until(shop.provider.running::isEmpty);
  }

  @Test
  void givesASeatBackThatAPersonHadTaken() throws Exception {
    SessionId id =
        killedWhile(
            "grate",
            bench -> {
              var _ =
                  bench
                      .journal()
                      .append(
                          bench.assignment().session(),
                          new Event.SeatTaken(bench.assignment().agent(), "human", 60));
              return null;
            });
    shop.sessions.start();
    var _ = shop.ended(id);
    assertThat(shop.all(id, Event.SeatReturned.class))
        .extracting(Event.SeatReturned::why)
        .containsExactly("the server was restarted");
  }

  /// A session whose one agent does this and then hangs, until the server leaves.
  private SessionId left(FakeCrew.Doing first) throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    shop = new Workshop(folder, "one");
    shop.crew.doings.put(
        "grate",
        bench -> {
          var _ = first.work(bench);
          here.countDown();
          new CountDownLatch(1).await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate; slice < grate").id();
    here.await();
    long began = System.nanoTime();
    shop.sessions.leave();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    assertThat(shop.all(id, Event.SessionClosed.class)).isEmpty();
    assertThat(shop.all(id, Event.AgentFinished.class)).isEmpty();
    assertThat(shop.provider.running).hasSize(1);
    Workshop before = shop;
    before.kill();
    shop = new Workshop(folder, "two", before.provider);
    return id;
  }

  @Test
  void leavesASessionThatWaitsForItsModelToTheNextServer() throws Exception {
    SessionId id = left(_ -> null);
    shop.sessions.start();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.DesktopReady.class)).hasSize(1);
  }

  @Test
  void doesNotWaitForALongAction() throws Exception {
    SessionId id = left(INTENDS);
    shop.sessions.start();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::outcome)
        .containsExactly(Event.Outcome.UNKNOWN);
  }

  @Test
  void collectsEveryFileOnce() throws Exception {
    shop = new Workshop(folder, "one");
    shop.provider.onBoot = machine -> machine.write("template.txt", new byte[] {'t'});
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        bench -> {
          bench.machine().write("grated.txt", new byte[] {'g'});
          return new TaskEnd.Done("", List.of());
        });
    shop.crew.doings.put(
        "slice",
        bench -> {
          bench.machine().write("sliced.txt", new byte[] {'s'});
          here.countDown();
          new CountDownLatch(1).await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate; slice < grate").id();
    here.await();
    shop.kill();
    shop = new Workshop(folder, "two", shop.provider);
    shop.sessions.start();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.ArtifactCollected.class))
        .extracting(Event.ArtifactCollected::name)
        .containsExactly("grated.txt", "sliced.txt");
  }
}
