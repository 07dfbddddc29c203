package manyhands.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import manyhands.agent.TaskEnd;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.DesktopReady;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.LogException;
import manyhands.event.TaskId;
import manyhands.seat.Seat;
import manyhands.session.LeftSession.LeftAgent;
import manyhands.session.SessionJournal.EndedException;
import manyhands.whiteboard.TaskStatus;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One agent of a session on a thread of its own: takes tasks one after the other, and starts a
/// desktop when it has the first.
///
/// ```
///            +-------------------- next task -------------------+
///            v                                                  |
/// waiting ─> desktop? ─> working ─> artifacts ─> completed, failed
///    |          | └ does not start: the agent ends, its task goes to another
///    |          └──── desktop lost: once more on a new one, then failed
///    └─ no more tasks: last look, artifacts, done          (interrupted anywhere: leaves)
/// ```
final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /// A task whose desktop is lost is tried so many times in all.
  private static final int TRIES = 2;

  private final AgentId agent;
  private final SessionWork work;

  /// A worker has at most one task, and one word that there are no more.
  private final BlockingQueue<Optional<TaskAssigned>> inbox = new ArrayBlockingQueue<>(2);

  private volatile @Nullable Desk desk;
  private @Nullable Thread thread;

  private @Nullable Desk kept;

  /// Its desktop is kept although it has ended.
  private boolean stays;

  /// The desktop of a server before this one that it has not taken over yet.
  private @Nullable DesktopId left;

  /// `kept` is a desktop that it has from before the session was continued.
  Worker(AgentId agent, SessionWork work, @Nullable Desk kept) {
    this.agent = agent;
    this.work = work;
    this.kept = kept;
  }

  /// Starts its thread; with what a server before this one left of the agent, if one did.
  void start(@Nullable LeftAgent from) {
    thread = work.parts().outside().threads().newThread(() -> run(from));
    thread.start();
  }

  /// Hands it a task; empty means that no more will come.
  void give(Optional<TaskAssigned> task) {
    inbox.add(task);
  }

  void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Waits for its thread; true when that has ended.
  boolean join(Duration atMost) throws InterruptedException {
    return thread == null || (atMost.isPositive() ? thread.join(atMost) : !thread.isAlive());
  }

  /// Its desktop, while it has one.
  Optional<Desktop> desktop() {
    Desk here = desk;
    return here == null ? Optional.empty() : Optional.of(here.desktop());
  }

  /// The seat in front of its desktop, while it has one.
  Optional<Seat> seat() {
    Desk here = desk;
    return here == null ? Optional.empty() : Optional.of(here.seat());
  }

  private void run(@Nullable LeftAgent from) {
    try {
      doRun(from);
    } catch (InterruptedException | EndedException _) {
      // Told to stop: what there is to say about it is the session's to write.
    } catch (LogException e) {
      // Pictures may find no room where a last small fact still does.
      giveUp("the store could not be written: " + Words.of(e));
    } catch (RuntimeException e) {
      LOG.error("agent {} of {} ends because of an internal error", agent, work.session(), e);
      giveUp("an internal error: " + Words.of(e));
    } finally {
      // A provider that stops a machine waits for it, which an interrupted thread cannot.
      boolean _ = Thread.interrupted();
      if (!stays && !work.journal().isLeft()) {
        leaveDesk();
        if (left != null) {
          work.release(left);
        }
      }
    }
  }

  private void doRun(@Nullable LeftAgent from) throws InterruptedException {
    if (from != null && !takeOver(from)) {
      return;
    }
    for (Optional<TaskAssigned> task = inbox.take(); task.isPresent(); task = inbox.take()) {
      if (!work(task.get(), 1, false)) {
        return;
      }
    }
    finish();
  }

  /// Goes on where the agent was left; false when it cannot go on.
  private boolean takeOver(LeftAgent from) throws InterruptedException {
    TaskAssigned task = from.task();
    DesktopReady there = from.desktop();
    String gone = there == null ? null : adopt(there);
    if (there != null && gone != null) {
      if (task == null) {
        work.note(new Event.DesktopLost(agent, there.desktop(), gone));
        return true;
      }
      Optional<TaskAssigned> again = lost(there.desktop(), task, from.tries(), gone);
      return again.isEmpty() || work(again.get(), from.tries() + 1, false);
    }
    return task == null || work(task, from.tries(), true);
  }

  /// Takes its desktop over as it was left; why not, or null when it is there.
  private @Nullable String adopt(DesktopReady there) throws InterruptedException {
    DesktopId id = there.desktop();
    left = id;
    try {
      Desk.Found found = Desk.find(there, work);
      desk = found.desk();
      left = null;
      return found.gone();
    } catch (DesktopException e) {
      if (e.code() == DesktopException.Code.INTERRUPTED || Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = null;
      work.release(id);
      return "it could not be taken over by the new server: " + Words.of(e);
    }
  }

  /// Works on a task until it has ended; false when the agent cannot go on. One that `goesOn` was
  /// begun by a server before this one.
  private boolean work(TaskAssigned task, int firstTry, boolean goesOn)
      throws InterruptedException {
    TaskAssigned attempt = task;
    boolean begun = goesOn;
    for (int tries = firstTry; ; tries++) {
      Desk here = desk();
      if (here == null) {
        return false;
      }
      switch (end(here, attempt, begun)) {
        case TaskEnd.Done done -> {
          completed(here, task, done);
          return true;
        }
        case TaskEnd.Failed failed -> {
          failed(here, task, failed.reason());
          return true;
        }
        case TaskEnd.ModelRefused refused -> {
          refused(here, task, refused.reason());
          return true;
        }
        case TaskEnd.DesktopLost lost -> {
          Optional<TaskAssigned> again = lost(here.desktop().id(), attempt, tries, lost.reason());
          if (again.isEmpty()) {
            return true;
          }
          attempt = again.get();
          begun = false;
        }
        case TaskEnd.Stopped _ -> throw new InterruptedException();
      }
    }
  }

  private TaskEnd end(Desk here, TaskAssigned task, boolean begun) {
    try {
      Map<TaskId, List<String>> files = Handover.bring(here, work.needed(task.task()), work);
      return work.parts()
          .crew()
          .work(
              here.seat(),
              work.model(),
              work.journal(),
              work.assignment(task, begun, files),
              work.steering(task));
    } catch (DesktopException e) {
      return e.code() == DesktopException.Code.INTERRUPTED || Thread.interrupted()
          ? new TaskEnd.Stopped()
          : new TaskEnd.DesktopLost(Words.of(e));
    } catch (LogException | EndedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} of {} fails because of an internal error", task.task(), work.session(), e);
      return new TaskEnd.Failed("an internal error: " + Words.of(e));
    }
  }

  /// The desktop it has or gets; null when none starts, and then the agent has ended.
  private @Nullable Desk desk() throws InterruptedException {
    Desk here = desk;
    if (here != null) {
      return here;
    }
    try {
      Desk opened = kept();
      if (opened == null) {
        opened = Desk.open(agent, work);
      }
      desk = opened;
      return opened;
    } catch (DesktopException e) {
      if (e.code() == DesktopException.Code.INTERRUPTED || Thread.interrupted()) {
        throw new InterruptedException();
      }
      giveUp("its desktop did not start: " + Words.of(e));
      return null;
    }
  }

  /// The desktop from before, unless that is gone.
  private @Nullable Desk kept() {
    Desk before = kept;
    kept = null;
    if (before == null) {
      return null;
    }
    if (!before.desktop().machine().alive()) {
      before.leave(work);
      return null;
    }
    return before.again(work);
  }

  /// Takes its desktop from it, for somebody who goes on there.
  synchronized @Nullable Desk takeDesk() {
    Desk here = desk;
    desk = null;
    return here;
  }

  /// Writes what it did, unless it was stopped before: then its task is another's already.
  private void record(List<Event> facts) {
    var _ =
        work.journal()
            .record(board -> {
              if (board.hasFinished(agent) || facts.stream().anyMatch(it -> isLate(it, board))) {
                throw new EndedException();
              }
              return facts;
            });
  }

  /// True for the end of a task that has ended, or is another's.
  private boolean isLate(Event fact, Whiteboard board) {
    TaskId task =
        switch (fact) {
          case Event.TaskCompleted it -> it.task();
          case Event.TaskFailed it -> it.task();
          case TaskAssigned it -> it.task();
          case Event _ -> null;
        };
    return task != null
        && (board.task(task).status() != TaskStatus.ASSIGNED
            || !agent.equals(board.task(task).agent()));
  }

  private void giveUp(String reason) {
    try {
      record(List.of(new AgentFinished(agent, "failed", reason)));
    } catch (LogException | EndedException e) {
      LOG.warn("agent {} of {} ended: {} ({})", agent, work.session(), reason, e.getMessage());
    }
  }

  private void completed(Desk here, TaskAssigned task, TaskEnd.Done done) {
    List<Event> facts = artifacts(here, task, done.artifacts());
    facts.add(new Event.TaskCompleted(task.task(), agent, done.result(), done.standing()));
    record(facts);
  }

  private void failed(Desk here, TaskAssigned task, String reason) {
    List<Event> facts = artifacts(here, task, List.of());
    facts.add(new Event.TaskFailed(task.task(), agent, reason));
    record(facts);
  }

  /// The session is over with this task: it must know before anybody thinks of another way.
  private void refused(Desk here, TaskAssigned task, String reason) {
    List<Event> facts = artifacts(here, task, List.of());
    facts.add(new Event.TaskFailed(task.task(), agent, reason));
    work.journal().refused(reason);
    record(facts);
  }

  /// What it made, unless the desktop is gone with it.
  private List<Event> artifacts(Desk here, @Nullable TaskAssigned task, List<String> named) {
    try {
      return new ArrayList<>(here.artifacts().collect(task == null ? null : task.task(), named));
    } catch (DesktopException e) {
      LOG.info("agent {} of {}: no artifacts: {}", agent, work.session(), e.getMessage());
      return new ArrayList<>();
    }
  }

  private Optional<TaskAssigned> lost(
      DesktopId desktop, TaskAssigned task, int tries, String reason) {
    leaveDesk();
    Event lost = new Event.DesktopLost(agent, desktop, reason);
    if (tries < TRIES) {
      TaskAssigned again = new TaskAssigned(task.task(), agent, task.attempt() + 1);
      record(List.of(lost, again));
      return Optional.of(again);
    }
    String why = "its desktop was lost %d times, the last time: %s".formatted(tries, reason);
    record(List.of(lost, new Event.TaskFailed(task.task(), agent, why)));
    return Optional.empty();
  }

  private void finish() {
    List<Event> facts = new ArrayList<>();
    Desk here = desk;
    if (here != null) {
      facts.addAll(artifacts(here, null, List.of()));
      facts.addAll(lastLook(here));
    }
    facts.add(new AgentFinished(agent, "done", ""));
    record(facts);
    stays = work.opened().keep();
  }

  private List<Event> lastLook(Desk here) {
    try {
      return here.lastLook(work);
    } catch (DesktopException | LogException e) {
      LOG.info("agent {} of {}: no last look: {}", agent, work.session(), e.getMessage());
      return List.of();
    }
  }

  /// Gives its desktop back, if it has one.
  void leaveDesk() {
    Desk here;
    synchronized (this) {
      here = desk == null ? kept : desk;
      desk = null;
      kept = null;
    }
    if (here != null) {
      here.leave(work);
    }
  }
}
