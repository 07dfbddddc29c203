package manyhands.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import manyhands.agent.Assignment;
import manyhands.agent.Spent;
import manyhands.agent.Steering;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.SessionOpened;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.model.Model;
import manyhands.plan.PlanRequest;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.TaskStatus;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the workers of one session share. `prompt` is what is asked for now: what the session was
/// opened with, or continued.
record SessionWork(
    SessionId session,
    SessionRequests.Checked checked,
    SessionJournal journal,
    ArtifactShelf shelf,
    SessionParts parts,
    String prompt,
    Deadlines deadlines) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWork.class);

  /// Entries read at once.
  private static final int PAGE = 1000;

  /// Tasks of the plans before that a continued session's planner and agents are told of.
  private static final int EARLIER = 20;

  SessionWork(
      SessionId session,
      SessionRequests.Checked checked,
      SessionJournal journal,
      ArtifactShelf shelf,
      SessionParts parts,
      String prompt) {
    this(
        session,
        checked,
        journal,
        shelf,
        parts,
        prompt,
        new Deadlines(parts.outside(), parts.limits().gate().longest()));
  }

  SessionOpened opened() {
    return checked.opened();
  }

  Model model() {
    return DiscreetModel.of(checked.model(), journal.secrets());
  }

  DesktopKind kind() {
    return checked.kind();
  }

  DesktopId newDesktop() {
    return new DesktopId("d-" + parts.outside().ids().get());
  }

  void note(Event event) {
    journal.append(session, List.of(event));
  }

  /// What an agent needs to know to work on a task; one that `goesOn` was begun by a server before
  /// this one. `files` are those on its desktop that other tasks made.
  Assignment assignment(
      Event.TaskAssigned assigned, boolean goesOn, Map<TaskId, List<String>> files) {
    List<Entry> past = goesOn || assigned.attempt() > 1 ? entries() : List.of();
    Budget left =
        Spent.of(past, assigned.task())
            .leftOf(journal.orders().budgets().of(assigned.task(), opened().budget()));
    Mailbox.Opening opening = journal.mailbox().opening(assigned.task());
    List<Event> soFar = new ArrayList<>(opening.messages());
    if (!journal.files().isEmpty()) {
      soFar.addFirst(new Event.FilesGiven(journal.files()));
    }
    long after = opening.after();
    if (goesOn) {
      List<Entry> since = past.stream().filter(entry -> entry.seq() > opening.after()).toList();
      since.forEach(entry -> soFar.add(entry.event()));
      after = past.getLast().seq();
    }
    long from = after;
    return journal.consult(board ->
        new Assignment(
            session,
            assigned.agent(),
            assigned.task(),
            goal(board.task(assigned.task())),
            given(board, assigned.task(), files),
            left,
            List.copyOf(soFar),
            from));
  }

  private Assignment.Goal goal(Task task) {
    boolean check = !Boolean.FALSE.equals(opened().check());
    return new Assignment.Goal(task.description(), task.done(), check, journal.secrets().words());
  }

  /// The results that a task needs, after those of the plans before.
  private List<Assignment.Given> given(
      Whiteboard board, TaskId task, Map<TaskId, List<String>> files) {
    return needed(board, task)
        .map(it ->
            new Assignment.Given(
                it.id(),
                it.description(),
                it.outcome(),
                journal.notes().of(it.id()),
                files.getOrDefault(it.id(), List.of())))
        .toList();
  }

  /// The tasks whose results a task is given.
  Set<TaskId> needed(TaskId task) {
    return journal.consult(board -> needed(board, task).map(Task::id).collect(Collectors.toSet()));
  }

  private static Stream<Task> needed(Whiteboard board, TaskId task) {
    List<Task> needed = board.dependencies(task);
    return Stream.concat(lately(board).filter(it -> !needed.contains(it)), needed.stream());
  }

  private static Stream<Task> lately(Whiteboard board) {
    List<Task> done =
        board.earlier().stream().filter(it -> it.status() == TaskStatus.COMPLETED).toList();
    return done.subList(Math.max(0, done.size() - EARLIER), done.size()).stream();
  }

  /// What is to be planned.
  PlanRequest planRequest() {
    List<String> files = journal.files().stream().map(Event.GivenFile::name).toList();
    return new PlanRequest(prompt, opened().agents(), earlier(), files);
  }

  /// What the plans before came to, for the one who makes the next; empty in a new session.
  List<String> earlier() {
    return journal.consult(board -> {
      List<Task> all = board.earlier();
      return all.subList(Math.max(0, all.size() - EARLIER), all.size()).stream()
          .map(it ->
              "%s (%s): %s".formatted(it.description(), it.status().word(), it.outcome()).strip())
          .toList();
    });
  }

  /// As many as were asked for, and no more than there are tasks.
  List<AgentId> agents(Whiteboard board) {
    int agents = Math.min(opened().agents(), board.current().size());
    return IntStream.rangeClosed(1, agents).mapToObj(AgentNames::id).toList();
  }

  /// Until when a person who orders something now is waited for.
  Instant until() {
    return deadlines.begin();
  }

  /// Until when a person may review a plan that is made now; null without a review.
  @Nullable Instant reviewUntil() {
    return opened().review() ? until() : null;
  }

  /// How people steer an agent at a task.
  Steering steering(Event.TaskAssigned assigned) {
    return new Reins(this, assigned.agent(), assigned.task());
  }

  /// What a task has used so far.
  Spent spent(TaskId task) {
    return Spent.of(entries(), task);
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    List<Entry> page;
    do {
      page = journal.read(session, entries.size(), PAGE);
      entries.addAll(page);
    } while (!page.isEmpty());
    return entries;
  }

  void release(DesktopId desktop) {
    try {
      kind().pool().release(desktop);
    } catch (DesktopException e) {
      LOG.warn("desktop {} could not be stopped: {}", desktop, e.getMessage());
    }
  }
}
