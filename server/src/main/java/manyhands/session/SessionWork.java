package manyhands.session;

import java.util.ArrayList;
import java.util.List;
import manyhands.agent.Assignment;
import manyhands.agent.Spent;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.SessionOpened;
import manyhands.event.SessionId;
import manyhands.model.Model;
import manyhands.whiteboard.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the workers of one session share.
record SessionWork(
    SessionId session,
    SessionOpened opened,
    Model model,
    DesktopKind kind,
    SessionJournal journal,
    ArtifactShelf shelf,
    SessionParts parts) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWork.class);

  /// Entries read at once when a task's use of its budget is added up.
  private static final int PAGE = 1000;

  DesktopId newDesktop() {
    return new DesktopId("d-" + parts.outside().ids().get());
  }

  void note(Event event) {
    journal.append(session, List.of(event));
  }

  /// What an agent needs to know to work on a task.
  Assignment assignment(Event.TaskAssigned assigned) {
    Budget left = left(assigned);
    return journal.consult(board ->
        new Assignment(
            session,
            assigned.agent(),
            assigned.task(),
            board.task(assigned.task()).description(),
            board.dependencies(assigned.task()).stream().map(SessionWork::given).toList(),
            left));
  }

  private static Assignment.Given given(Task task) {
    return new Assignment.Given(task.id(), task.description(), task.outcome());
  }

  private Budget left(Event.TaskAssigned assigned) {
    if (assigned.attempt() == 1) {
      return opened.budget();
    }
    List<Entry> entries = new ArrayList<>();
    List<Entry> page;
    do {
      page = journal.read(session, entries.size(), PAGE);
      entries.addAll(page);
    } while (!page.isEmpty());
    return Spent.of(entries, assigned.task()).leftOf(opened.budget());
  }

  void release(DesktopId desktop) {
    try {
      kind.pool().release(desktop);
    } catch (DesktopException e) {
      LOG.warn("desktop {} could not be stopped: {}", desktop, e.getMessage());
    }
  }
}
