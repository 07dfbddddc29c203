package manyhands.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import manyhands.desktop.Desktop;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.AgentStarted;
import manyhands.event.Event.SessionClosed;
import manyhands.event.Event.TaskAdded;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.LogException;
import manyhands.event.TaskId;
import manyhands.plan.Plan;
import manyhands.plan.PlanException;
import manyhands.seat.Seat;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.TaskStatus;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One prompt from start to finish, on a thread of its own that plans, hands out tasks and closes.
///
/// ```
/// planning ──plan──> running ──every task has ended──> completed, failed
///    │ no plan          │ the log cannot be written
///    └───> failed <─────┘                  stopped <── a person, from anywhere
/// ```
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /// After an interrupt, workers get so long to leave by themselves before their desktops are taken
  /// away from under them; with what follows, a stop stays within two seconds.
  private static final Duration GRACE = Duration.ofMillis(1200);

  /// How often the end is tried again while the log cannot be written.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SessionWork work;
  private final Map<AgentId, Worker> workers = new LinkedHashMap<>();
  private final AtomicReference<@Nullable String> stopper = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread thread;

  Session(SessionWork work) {
    this.work = work;
  }

  synchronized void start() {
    thread = work.parts().outside().threads().newThread(this::run);
    thread.start();
  }

  /// Tells it to stop; the first to say so is the one that the log names.
  synchronized void stop(String by) {
    if (stopper.compareAndSet(null, by) && thread != null) {
      thread.interrupt();
    }
  }

  /// True when it has ended and nothing of it runs any more, except kept desktops.
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Waits for its desktops that are given back or not wanted any more; false when some still are
  /// there.
  boolean awaitDesktops(Duration atMost) {
    return work.kind().pool().awaitStops(atMost);
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  boolean keepsDesktops() {
    return workers().stream().anyMatch(worker -> worker.desktop().isPresent());
  }

  /// Gives back the desktops that were kept.
  void leaveDesktops() {
    workers().forEach(Worker::leaveDesk);
  }

  Optional<Desktop> desktop(AgentId agent) {
    synchronized (workers) {
      return Optional.ofNullable(workers.get(agent)).flatMap(Worker::desktop);
    }
  }

  Optional<Seat> seat(AgentId agent) {
    synchronized (workers) {
      return Optional.ofNullable(workers.get(agent)).flatMap(Worker::seat);
    }
  }

  private List<Worker> workers() {
    synchronized (workers) {
      return List.copyOf(workers.values());
    }
  }

  private void run() {
    Ending ending = ending();
    try {
      if (ending.early()) {
        dismiss();
      }
      close(ending);
    } finally {
      ended.countDown();
    }
  }

  private Ending ending() {
    try {
      return doRun();
    } catch (InterruptedException _) {
      return stopped();
    } catch (PlanException e) {
      return e.code() == PlanException.Code.INTERRUPTED
          ? stopped()
          : new Ending("failed", Words.of(e), true);
    } catch (LogException e) {
      return new Ending("failed", "the log could not be written: " + Words.of(e), true);
    } catch (RuntimeException e) {
      LOG.error("session {} ends because of an internal error", work.session(), e);
      return new Ending("failed", "an internal error: " + Words.of(e), true);
    }
  }

  private Ending stopped() {
    return new Ending("stopped", "stopped by " + stopper.get(), true);
  }

  private Ending doRun() throws InterruptedException {
    Plan plan =
        work.parts().crew().plan(work.model(), work.opened().prompt(), work.opened().agents());
    List<TaskAdded> tasks = numbered(plan);
    Whiteboard.check(tasks);
    List<Event> facts = new ArrayList<>();
    facts.add(new Event.PlanMade(tasks.size(), plan.usage()));
    facts.addAll(tasks);
    var _ = work.journal().record(_ -> facts);
    int agents = Math.min(work.opened().agents(), tasks.size());
    handOut(IntStream.rangeClosed(1, agents).mapToObj(AgentNames::id).toList());
    for (Worker worker : workers()) {
      worker.give(Optional.empty());
    }
    for (Worker worker : workers()) {
      while (!worker.join(Duration.ofDays(1))) {
        LOG.info("session {} waits for an agent to tidy up", work.session());
      }
    }
    return judged(work.journal().consult(Whiteboard::tasks));
  }

  private static List<TaskAdded> numbered(Plan plan) {
    return IntStream.range(0, plan.tasks().size())
        .mapToObj(i ->
            new TaskAdded(
                id(i),
                plan.tasks().get(i).description(),
                plan.tasks().get(i).dependsOn().stream().map(Session::id).toList()))
        .toList();
  }

  private static TaskId id(int index) {
    return new TaskId("t" + (index + 1));
  }

  /// Hands tasks to agents until every task has ended.
  private void handOut(List<AgentId> agents) throws InterruptedException {
    while (true) {
      long version = work.journal().version();
      LogException failure = work.journal().failure();
      if (failure != null) {
        throw failure;
      }
      work.journal().record(board -> next(board, agents)).forEach(this::hand);
      if (work.journal().consult(Whiteboard::isDone)) {
        return;
      }
      work.journal().await(version);
    }
  }

  private List<Event> next(Whiteboard board, List<AgentId> agents) {
    List<AgentId> able = agents.stream().filter(id -> !board.hasFinished(id)).toList();
    if (able.isEmpty()) {
      return List.copyOf(board.failOpen("no agent is left to do it: " + board.lastTrouble()));
    }
    List<Event> facts = new ArrayList<>(board.doomed());
    for (TaskAssigned pick : board.next(able.stream().filter(board::isFree).toList())) {
      if (desktopless(pick.agent())) {
        int number = agents.indexOf(pick.agent()) + 1;
        facts.add(new AgentStarted(pick.agent(), AgentNames.name(number)));
      }
      facts.add(pick);
    }
    return facts;
  }

  private boolean desktopless(AgentId agent) {
    synchronized (workers) {
      return !workers.containsKey(agent);
    }
  }

  /// Does what a fact that has just been written asks for.
  private void hand(Event fact) {
    if (fact instanceof AgentStarted started) {
      Worker worker = new Worker(started.agent(), work);
      synchronized (workers) {
        workers.put(started.agent(), worker);
      }
      worker.start();
    } else if (fact instanceof TaskAssigned assigned) {
      synchronized (workers) {
        Optional.ofNullable(workers.get(assigned.agent()))
            .ifPresent(worker -> worker.give(Optional.of(assigned)));
      }
    }
  }

  private static Ending judged(List<Task> tasks) {
    List<Task> bad = tasks.stream().filter(task -> task.status() != TaskStatus.COMPLETED).toList();
    if (bad.isEmpty()) {
      return new Ending("completed", "", false);
    }
    // A task that failed by itself says more than one that waited for it.
    Task first = bad.stream().filter(task -> task.attempts() > 0).findFirst().orElse(bad.get(0));
    return new Ending(
        "failed",
        "%d of %d tasks did not complete. %s: %s"
            .formatted(bad.size(), tasks.size(), first.id(), first.outcome()),
        false);
  }

  /// Sends the workers away and takes the desktops of those that do not leave in time.
  private void dismiss() {
    List<Worker> all = workers();
    all.forEach(Worker::interrupt);
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = Thread.interrupted();
    for (Worker worker : all) {
      try {
        if (!worker.join(Duration.ofNanos(deadline - System.nanoTime()))) {
          LOG.warn("an agent of {} does not leave: its desktop is taken away", work.session());
          work.parts().outside().threads().newThread(worker::leaveDesk).start();
        }
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      LOG.debug("session {} was told to stop more than once", work.session());
    }
  }

  private void close(Ending ending) {
    try {
      work.journal().close(board -> last(board, ending));
    } catch (LogException e) {
      LOG.warn("the end of session {} cannot be written: {}", work.session(), e.getMessage());
      work.parts().outside().threads().newThread(() -> closeLater(ending)).start();
    }
  }

  /// Tries until there is space again; a server that dies before leaves it to the next start.
  private void closeLater(Ending ending) {
    try {
      while (true) {
        work.parts().outside().sleeper().sleep(RETRY);
        try {
          work.journal().close(board -> last(board, ending));
          return;
        } catch (LogException e) {
          LOG.debug("still not: {}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Event> last(Whiteboard board, Ending ending) {
    List<Event> facts = new ArrayList<>();
    if (ending.early()) {
      boolean failed = ending.status().equals("failed");
      facts.addAll(failed ? board.failOpen(ending.reason()) : board.cancelOpen(ending.reason()));
      for (AgentId agent : started()) {
        if (!board.hasFinished(agent)) {
          facts.add(new AgentFinished(agent, failed ? "failed" : "stopped", ending.reason()));
        }
      }
    }
    facts.add(new SessionClosed(ending.status(), ending.reason()));
    return facts;
  }

  private List<AgentId> started() {
    synchronized (workers) {
      return List.copyOf(workers.keySet());
    }
  }

  /// How it ends; `early` when there may still be tasks and agents.
  private record Ending(String status, String reason, boolean early) {}
}
