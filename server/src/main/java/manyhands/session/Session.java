package manyhands.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import manyhands.desktop.Desktop;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.AgentStarted;
import manyhands.event.Event.SessionClosed;
import manyhands.event.Event.TaskAdded;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.LogException;
import manyhands.plan.Plan;
import manyhands.plan.PlanException;
import manyhands.seat.Seat;
import manyhands.session.SessionJournal.EndedException;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One prompt from start to finish, on a thread of its own that plans, hands out tasks and closes.
///
/// ```
/// planning ──plan──> (review) ──start──> running ──every task has ended──> completed, failed
///    │ no plan           │ nobody starts     │ the log cannot be written
///    └──────────────> failed <───────────────┘             stopped <── a person, from anywhere
/// ```
///
/// One that a server before this one left goes on in the same way, from what the log says of it.
/// While it is paused no task is handed out, and agents stand still at their next safe point.
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  /// How often the end is tried again while the log cannot be written.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final String EVERY_AGENT = "every agent was stopped, the last one ";

  private final SessionWork work;
  private final Staff staff;
  private final Replanning replanning;
  private final Spending spending;
  private final AtomicReference<@Nullable String> stopper = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable LeftSession left;

  /// `kept` are desktops from before it was continued.
  Session(SessionWork work, Map<AgentId, Desk> kept) {
    this.work = work;
    this.staff = new Staff(work, kept);
    this.replanning = new Replanning(work);
    this.spending = new Spending(work);
  }

  SessionWork work() {
    return work;
  }

  Staff staff() {
    return staff;
  }

  synchronized void start() {
    thread = work.parts().outside().threads().newThread(this::run);
    thread.start();
  }

  /// Goes on with a session of a server before this one, from what the log says of it.
  synchronized void resume(LeftSession from) {
    left = from;
    start();
  }

  /// Only keeps the desktops of one that has ended, for so long.
  synchronized void keep(Duration rest) {
    ended.countDown();
    staff.leaveDesktopsAfter(rest);
  }

  /// Tells it to stop; the first to say so is the one that the log names.
  void stop(String by) {
    if (stopper.compareAndSet(null, by)) {
      interrupt();
    }
  }

  private synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Ends one agent, unless it has: its task goes to another, or comes to nothing if none is left.
  void stop(AgentId agent, String by) {
    end(agent, "stopped", "stopped by " + by);
  }

  private void end(AgentId agent, String status, String reason) {
    var _ =
        work.journal()
            .record(board ->
                board.hasFinished(agent)
                    ? List.of()
                    : List.of(new AgentFinished(agent, status, reason)));
    staff.dismiss(agent);
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

  /// True once no task can change any more, nor others come in the place of those that failed.
  boolean isOver(Whiteboard board) {
    return board.isDone() && !replanning.isDue(board, work.agents(board));
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  boolean keepsDesktops() {
    return staff.keepsDesktops();
  }

  /// Gives back the desktops that were kept.
  void leaveDesktops() {
    staff.leaveDesktops();
  }

  Optional<Desktop> desktop(AgentId agent) {
    return staff.desktop(agent);
  }

  Optional<Seat> seat(AgentId agent) {
    return staff.seat(agent);
  }

  /// Leaves everything to the next server: what is being done may end until the deadline (of the
  /// nano time); a model that is being asked is asked again by that one.
  void leave(long deadline) throws InterruptedException {
    work.journal().leave(deadline);
    interrupt();
    staff.interrupt();
  }

  private void run() {
    try {
      Ending ending = ending();
      if (!work.journal().isLeft()) {
        end(ending);
      }
    } finally {
      ended.countDown();
    }
  }

  private void end(Ending ending) {
    try {
      if (ending.early()) {
        staff.dismiss();
      }
      close(ending);
    } finally {
      if (left != null && ending.early()) {
        // Also those that nobody has come to take over.
        left.desktops().forEach(work::release);
      }
      if (!work.opened().keep() || ending.early()) {
        staff.leaveUnused();
      }
      if (keepsDesktops()) {
        staff.leaveDesktopsAfter(work.parts().limits().gate().longest());
      }
    }
  }

  private Ending ending() {
    try {
      return doRun();
    } catch (InterruptedException | EndedException _) {
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
    LeftSession from = left;
    if (from != null) {
      var _ = work.journal().append(work.session(), from.recovered());
    }
    if (!orders().isPlanned()) {
      plan();
    }
    Ending overdue = awaitStart();
    if (overdue == null) {
      if (from != null) {
        work.journal().consult(from::agents).forEach(staff::takeOver);
      }
      overdue = handOut(work.journal().consult(work::agents));
    }
    if (overdue != null) {
      return overdue;
    }
    staff.finish();
    return Ending.judged(work.journal().consult(Whiteboard::current));
  }

  private void plan() {
    Plan plan = work.parts().crew().plan(work.model(), work.planRequest());
    var _ =
        work.journal()
            .record(board -> {
              List<TaskAdded> tasks = NumberedTasks.of(plan, board);
              Whiteboard.check(tasks);
              List<Event> facts = new ArrayList<>();
              facts.add(new Event.PlanMade(tasks.size(), plan.usage(), work.reviewUntil()));
              facts.addAll(tasks);
              return facts;
            });
  }

  /// Waits while a person reviews the plan; how it ends when nobody does anything for too long.
  private @Nullable Ending awaitStart() throws InterruptedException {
    while (true) {
      long version = work.journal().version();
      if (!orders().inReview()) {
        return null;
      }
      Ending overdue = overdue();
      if (overdue != null) {
        return overdue;
      }
      awaitNews(version);
    }
  }

  private void awaitNews(long version) throws InterruptedException {
    Optional<Duration> next =
        Stream.concat(
                orders().deadlines().stream().map(work.deadlines()::left),
                spending.timeLeft().stream())
            .min(Duration::compareTo);
    if (next.isEmpty()) {
      work.journal().await(version);
    } else {
      work.journal().await(version, next.get());
    }
  }

  /// Ends agents that nobody resumed in time, and the session when nobody resumed or started that.
  private @Nullable Ending overdue() {
    String within = " within " + work.parts().limits().gate().words();
    for (AgentId agent : orders().agentsDue(work.deadlines()::isOver)) {
      end(agent, "failed", "nobody resumed it" + within);
    }
    String[] reason = {null};
    var _ =
        work.journal()
            .record(board -> {
              reason[0] = orders().overdue(work.deadlines()::isOver);
              return reason[0] == null
                  ? List.of()
                  : List.copyOf(board.failOpen(reason[0] + within));
            });
    return reason[0] == null ? null : new Ending("failed", reason[0] + within, true);
  }

  private Orders orders() {
    return work.journal().orders();
  }

  /// Hands tasks to agents until every task has ended; how the session ends when that is not all.
  private @Nullable Ending handOut(List<AgentId> agents) throws InterruptedException {
    while (true) {
      long version = work.journal().version();
      LogException failure = work.journal().failure();
      if (failure != null) {
        throw failure;
      }
      String refusal = work.journal().refusal();
      if (refusal != null) {
        return new Ending("failed", refusal, true);
      }
      Ending overdue = overdue();
      if (overdue != null) {
        return overdue;
      }
      spending.check();
      work.journal().record(board -> next(board, agents)).forEach(staff::hand);
      boolean thinks = work.journal().consult(board -> replanning.isDue(board, agents));
      if (thinks && !orders().isPaused()) {
        replanning.plan();
        continue;
      }
      if (!thinks && work.journal().consult(Whiteboard::isDone)) {
        return null;
      }
      awaitNews(version);
    }
  }

  private List<Event> next(Whiteboard board, List<AgentId> agents) {
    List<AgentId> able = agents.stream().filter(id -> !board.hasFinished(id)).toList();
    if (able.isEmpty() && orders().allStopped(agents)) {
      return List.copyOf(board.cancelOpen(EVERY_AGENT + board.lastTrouble()));
    }
    if (able.isEmpty()) {
      return List.copyOf(board.failOpen("no agent is left to do it: " + board.lastTrouble()));
    }
    List<Event> facts = new ArrayList<>();
    if (!replanning.isDue(board, agents)) {
      facts.addAll(board.doomed());
    }
    List<AgentId> free =
        able.stream().filter(id -> board.isFree(id) && !orders().isPaused(id)).toList();
    for (TaskAssigned pick : board.next(free)) {
      if (!staff.has(pick.agent())) {
        int number = agents.indexOf(pick.agent()) + 1;
        facts.add(new AgentStarted(pick.agent(), AgentNames.name(number)));
      }
      facts.add(pick);
    }
    return facts;
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
    List<Event> facts = new ArrayList<>(work.journal().unfinished());
    boolean failed = !ending.status().equals("stopped");
    if (ending.early()) {
      facts.addAll(failed ? board.failOpen(ending.reason()) : board.cancelOpen(ending.reason()));
    }
    // Without an early end, only those whose last word the store did not take.
    String reason = ending.early() ? ending.reason() : "its last facts could not be written";
    for (AgentId agent : work.journal().agents()) {
      facts.add(new AgentFinished(agent, failed ? "failed" : "stopped", reason));
    }
    facts.add(new SessionClosed(ending.status(), ending.reason()));
    return facts;
  }
}
