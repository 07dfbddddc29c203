package manyhands.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import manyhands.desktop.Desktop;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentStarted;
import manyhands.event.Event.TaskAssigned;
import manyhands.seat.Seat;
import manyhands.session.LeftSession.LeftAgent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers of one session, and the desktops that are kept for them. Safe for use by many
/// threads.
final class Staff {

  private static final Logger LOG = LoggerFactory.getLogger(Staff.class);

  /// After an interrupt, workers get so long to leave by themselves before their desktops are taken
  /// away from under them; with what follows, a stop stays within two seconds.
  private static final Duration GRACE = Duration.ofMillis(1200);

  private final SessionWork work;
  private final Map<AgentId, Worker> workers = new LinkedHashMap<>();

  /// Desktops from before the session was continued, until their agents want them.
  private final Map<AgentId, Desk> kept;

  Staff(SessionWork work, Map<AgentId, Desk> kept) {
    this.work = work;
    this.kept = new LinkedHashMap<>(kept);
  }

  /// Does what a fact that has just been written asks for.
  void hand(Event fact) {
    if (fact instanceof AgentStarted started) {
      hire(started.agent(), null);
    } else if (fact instanceof TaskAssigned assigned) {
      Optional.ofNullable(worker(assigned.agent()))
          .ifPresent(worker -> worker.give(Optional.of(assigned)));
    }
  }

  /// Goes on with an agent of a server before this one.
  void takeOver(LeftAgent from) {
    hire(from.agent(), from);
  }

  private void hire(AgentId agent, @Nullable LeftAgent from) {
    Worker worker;
    synchronized (this) {
      worker = new Worker(agent, work, kept.remove(agent));
      workers.put(agent, worker);
    }
    worker.start(from);
    if (work.journal().consult(board -> board.hasFinished(agent))) {
      // It was stopped when there was nobody yet to tell.
      worker.interrupt();
    }
  }

  synchronized boolean has(AgentId agent) {
    return workers.containsKey(agent);
  }

  synchronized List<AgentId> agents() {
    return List.copyOf(workers.keySet());
  }

  private synchronized List<Worker> workers() {
    return List.copyOf(workers.values());
  }

  private synchronized @Nullable Worker worker(AgentId agent) {
    return workers.get(agent);
  }

  Optional<Desktop> desktop(AgentId agent) {
    return Optional.ofNullable(worker(agent))
        .flatMap(Worker::desktop)
        .or(() -> Optional.ofNullable(kept(agent)).map(Desk::desktop));
  }

  Optional<Seat> seat(AgentId agent) {
    return Optional.ofNullable(worker(agent))
        .flatMap(Worker::seat)
        .or(() -> Optional.ofNullable(kept(agent)).map(Desk::seat));
  }

  private synchronized @Nullable Desk kept(AgentId agent) {
    return kept.get(agent);
  }

  /// Says that there are no more tasks, and returns when everybody has tidied up.
  void finish() throws InterruptedException {
    for (Worker worker : workers()) {
      worker.give(Optional.empty());
    }
    for (Worker worker : workers()) {
      while (!worker.join(Duration.ofDays(1))) {
        LOG.info("session {} waits for an agent to tidy up", work.session());
      }
    }
  }

  /// Sends one worker away.
  void dismiss(AgentId agent) {
    Worker worker = worker(agent);
    if (worker != null && dismiss(List.of(worker))) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends all workers away.
  void dismiss() {
    if (dismiss(workers())) {
      LOG.debug("session {} was told to stop more than once", work.session());
    }
  }

  /// Takes the desktops of those that do not leave in time; true when the thread was interrupted
  /// meanwhile.
  private boolean dismiss(List<Worker> all) {
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
    return interrupted;
  }

  /// Tells everybody to leave.
  void interrupt() {
    workers().forEach(Worker::interrupt);
  }

  boolean keepsDesktops() {
    synchronized (this) {
      if (!kept.isEmpty()) {
        return true;
      }
    }
    return workers().stream().anyMatch(worker -> worker.desktop().isPresent());
  }

  /// Gives back the desktops that were kept.
  void leaveDesktops() {
    workers().forEach(Worker::leaveDesk);
    leaveUnused();
  }

  /// Kept desktops wait for a person, too, and no longer than for anything else.
  void leaveDesktopsAfter(Duration time) {
    Runnable later =
        () -> {
          try {
            work.parts().outside().sleeper().sleep(time);
            leaveDesktops();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    work.parts().outside().threads().newThread(later).start();
  }

  /// Gives back the desktops that no agent has wanted.
  void leaveUnused() {
    takeKept().values().forEach(desk -> desk.leave(work));
  }

  /// Takes the desktops from everybody, for a session that goes on there.
  Map<AgentId, Desk> takeDesks() {
    Map<AgentId, Desk> desks = takeKept();
    for (AgentId agent : agents()) {
      Desk desk = Optional.ofNullable(worker(agent)).map(Worker::takeDesk).orElse(null);
      if (desk != null) {
        desks.put(agent, desk);
      }
    }
    return desks;
  }

  private synchronized Map<AgentId, Desk> takeKept() {
    Map<AgentId, Desk> taken = new LinkedHashMap<>(kept);
    kept.clear();
    return taken;
  }
}
