package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.agent.TaskEnd;
import manyhands.desktop.DesktopException;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.plan.PlanException;
import manyhands.whiteboard.TaskStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What can go wrong in a session, and how it ends then.
@Timeout(60)
class SessionFaultsTest {

  /// Long enough for a loaded machine; the code's own bounds are what keeps a stop short.
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(4);

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void triesATaskOnceMoreOnANewDesktopWhenItsDesktopIsLost() {
    AtomicInteger tries = new AtomicInteger();
    shop.crew.doings.put(
        "grate",
        bench -> {
          if (tries.incrementAndGet() == 1) {
            bench.machine().alive = false;
            return new TaskEnd.DesktopLost("the screen went dark");
          }
          return new TaskEnd.Done("grated", List.of());
        });
    SessionView view = shop.run(2, "grate; slice");
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(view.id(), Event.DesktopLost.class)).hasSize(1);
    assertThat(shop.all(view.id(), Event.DesktopReady.class))
        .extracting(Event.DesktopReady::desktop)
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(shop.all(view.id(), Event.TaskAssigned.class))
        .filteredOn(it -> it.task().value().equals("t1"))
        .extracting(Event.TaskAssigned::attempt)
        .containsExactly(1, 2);
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void failsATaskWhoseDesktopIsLostTwiceAndLetsTheOthersGoOn() {
    shop.crew.doings.put("grate", _ -> new TaskEnd.DesktopLost("the screen went dark"));
    SessionView view = shop.run(2, "grate; slice; melt");
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.tasks())
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.FAILED, TaskStatus.COMPLETED, TaskStatus.COMPLETED);
    assertThat(view.tasks().getFirst().reason())
        .isEqualTo("its desktop was lost 2 times, the last time: the screen went dark");
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void givesTheTaskOfAnAgentWithoutDesktopToAnother() {
    AtomicInteger starts = new AtomicInteger();
    shop.provider.onStart =
        _ -> {
          if (starts.incrementAndGet() == 1) {
            throw new DesktopException(
                DesktopException.Code.START_FAILED, "it never drew anything");
          }
        };
    SessionView view = shop.run(2, "grate; slice");
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.agents())
        .filteredOn(agent -> agent.status() == AgentStatus.FAILED)
        .singleElement()
        .extracting(AgentView::reason)
        .isEqualTo("its desktop did not start: it never drew anything");
    assertThat(view.agents()).filteredOn(agent -> agent.status() == AgentStatus.DONE).hasSize(1);
  }

  @Test
  void failsTheTasksWhenNoAgentGetsADesktop() {
    shop.provider.onStart =
        _ -> {
          throw new DesktopException(DesktopException.Code.START_FAILED, "it never drew anything");
        };
    SessionView view = shop.run(2, "grate; slice; melt < slice");
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).contains("it never drew anything");
    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.FAILED);
    assertThat(view.agents()).extracting(AgentView::status).containsOnly(AgentStatus.FAILED);
  }

  @Test
  void failsWithTheReasonWhenThereIsNoPlan() {
    shop.crew.planning =
        _ -> {
          throw new PlanException(PlanException.Code.BAD_PLAN, "the plan is full of holes");
        };
    SessionView view = shop.run(2, "grate");
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).isEqualTo("the plan is full of holes");
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void failsATaskThatMeetsABugInsteadOfHanging() {
    shop.crew.doings.put(
        "grate",
        _ -> {
          throw new IllegalStateException("a hole in the cheese");
        });
    SessionView view = shop.run(1, "grate; slice");
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.tasks().getFirst().reason()).contains("a hole in the cheese");
    assertThat(view.tasks().get(1).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void stopsWhilePlanning() throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          here.countDown();
          new CountDownLatch(1).await();
          return null;
        };
    SessionView view = shop.open(2, "grate");
    here.await();
    stopped(view.id());
  }

  @Test
  void stopsWhileDesktopsStart() throws Exception {
    CountDownLatch here = new CountDownLatch(2);
    shop.provider.onStart =
        _ -> {
          here.countDown();
          sleepForEver();
        };
    SessionView view = shop.open(2, "grate; slice");
    here.await();
    stopped(view.id());
  }

  @Test
  void stopsWhileAgentsWork() throws Exception {
    CountDownLatch here = new CountDownLatch(2);
    for (String task : List.of("grate", "slice")) {
      shop.crew.doings.put(
          task,
          _ -> {
            here.countDown();
            new CountDownLatch(1).await();
            return new TaskEnd.Done("", List.of());
          });
    }
    SessionView view = shop.open(2, "grate; slice; melt < grate");
    here.await();
    SessionView after = stopped(view.id());
    assertThat(after.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.CANCELLED);
    assertThat(after.agents()).extracting(AgentView::status).containsOnly(AgentStatus.STOPPED);
  }

  @Test
  void takesTheDesktopFromAnAgentThatDoesNotLeave() throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        bench -> {
          here.countDown();
          while (later.getCount() > 0) {
            try {
              later.await();
            } catch (InterruptedException _) {
              // Deaf to interrupts.
            }
          }
          var _ =
              bench
                  .journal()
                  .append(bench.assignment().session(), new Event.MessageSent(null, "late"));
          return new TaskEnd.Done("late", List.of());
        });
    SessionView view = shop.open(1, "grate");
    here.await();
    SessionView after = stopped(view.id());
    later.countDown();
    Thread.sleep(100);
    assertThat(shop.view(view.id())).isEqualTo(after);
    assertThat(shop.types(view.id())).last().isEqualTo("session:complete");
  }

  private SessionView stopped(SessionId id) {
    long began = System.nanoTime();
    shop.sessions.stop(id, "a person");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOPPED_WITHIN);
    SessionView view = shop.view(id);
    assertThat(view.status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(view.reason()).isEqualTo("stopped by a person");
    Awaitility.await().atMost(STOPPED_WITHIN).until(shop.provider.running::isEmpty);
    shop.sessions.stop(id, "somebody else");
    assertThat(shop.view(id)).isEqualTo(view);
    return view;
  }

  private static void sleepForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(DesktopException.Code.INTERRUPTED, "interrupted", e);
    }
  }

  @Test
  void stopsEverythingWhenTheServerCloses() throws Exception {
    CountDownLatch here = new CountDownLatch(2);
    shop.crew.doings.put(
        "grate",
        _ -> {
          here.countDown();
          new CountDownLatch(1).await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId one = shop.open(1, "grate").id();
    SessionId two = shop.open(1, "grate").id();
    here.await();
    shop.sessions.close();
    for (SessionId id : List.of(one, two)) {
      assertThat(shop.view(id).status()).isEqualTo(SessionStatus.STOPPED);
      assertThat(shop.view(id).reason()).isEqualTo("stopped by the end of the server");
    }
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void endsWhenTheLogIsFullAndWritesTheEndOnceThereIsSpace() throws Exception {
    shop.crew.doings.put(
        "grate",
        bench -> {
          shop.faults().full = true;
          var _ =
              bench
                  .journal()
                  .append(bench.assignment().session(), new Event.MessageSent(null, "crumb"));
          return new TaskEnd.Done("", List.of());
        });
    shop.crew.doings.put(
        "slice",
        _ -> {
          new CountDownLatch(1).await();
          return new TaskEnd.Done("", List.of());
        });
    SessionView view = shop.open(2, "grate; slice");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !shop.provider.stopped.isEmpty() && shop.provider.running.isEmpty());
    SessionView untold = shop.ended(view.id());
    assertThat(untold.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(untold.reason()).contains("could not be stored");
    assertThat(shop.all(view.id(), Event.SessionClosed.class)).isEmpty();
    shop.faults().full = false;
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !shop.all(view.id(), Event.SessionClosed.class).isEmpty());
    SessionView after = shop.view(view.id());
    assertThat(after.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(after.reason()).contains("no cheese board is left");
    assertThat(after.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.FAILED);
  }
}
