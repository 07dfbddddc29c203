package manyhands.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Standing;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.TaskStatus;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// What the facts of one session add up to. The only source of a session's status. For one thread
/// at a time.
public final class SessionFold {

  private final Whiteboard whiteboard = new Whiteboard();
  private final AgentFolds agents = new AgentFolds();
  private final Map<String, ArtifactView> artifacts = new LinkedHashMap<>();
  private Event.@Nullable SessionOpened opened;
  private Event.@Nullable SessionClosed closed;
  private @Nullable Entry first;
  private final Orders orders = new Orders();
  private final List<String> prompts = new ArrayList<>();
  private final List<NoteView> notes = new ArrayList<>();
  private List<FileView> files = List.of();
  private @Nullable Instant endedAt;
  private boolean planned;
  private final Meter meter = new Meter();
  private long seq;

  /// The fold of a whole stream.
  public static SessionFold of(List<Entry> entries) {
    SessionFold fold = new SessionFold();
    entries.forEach(fold::apply);
    return fold;
  }

  /// Takes the next entry.
  public void apply(Entry entry) {
    if (first == null) {
      first = entry;
    }
    seq = entry.seq();
    whiteboard.apply(entry.event());
    agents.apply(entry);
    orders.apply(entry.event());
    meter.apply(entry);
    if (entry.event() instanceof Event.SessionOpened it) {
      opened = it;
      prompts.add(it.prompt());
    } else if (entry.event() instanceof Event.FilesGiven it) {
      files = it.files().stream().map(file -> new FileView(file.name(), file.size())).toList();
    } else if (entry.event() instanceof Event.SessionContinued it) {
      prompts.add(it.prompt());
      planned = false;
      closed = null;
      endedAt = null;
    } else if (entry.event() instanceof Event.SessionClosed it) {
      closed = it;
      endedAt = entry.at();
    } else if (entry.event() instanceof Event.PlanMade) {
      planned = true;
    } else if (entry.event() instanceof Event.NoteAdded it) {
      notes.add(new NoteView(it.agent(), it.task(), it.text(), entry.at()));
    } else if (entry.event() instanceof Event.ArtifactCollected it) {
      artifacts.put(
          it.name(),
          new ArtifactView(
              it.name(), it.agent(), it.task(), it.size(), it.sha256(), it.mediaType(), it.left()));
    }
  }

  /// The number of the last entry taken; 0 before the first.
  public long seq() {
    return seq;
  }

  /// True once the session was opened; a stream that never was one has no view.
  public boolean isSession() {
    return opened != null;
  }

  public SessionView view() {
    if (first == null || opened == null) {
      throw new IllegalStateException("not the stream of a session");
    }
    return new SessionView(
        first.session(),
        opened.prompt(),
        status(),
        closed == null || closed.reason().isEmpty() ? null : closed.reason(),
        first.at(),
        endedAt,
        whiteboard.tasks().stream().map(SessionFold::view).toList(),
        agents.views(meter),
        List.copyOf(artifacts.values()),
        meter.all().view(),
        seq,
        List.copyOf(prompts),
        orders.open().stream().map(ApprovalView::of).toList(),
        orders.deadline(),
        files,
        orders.questions().open().stream().map(QuestionView::of).toList(),
        List.copyOf(notes),
        BudgetView.of(opened.budget(), orders.budgets()));
  }

  private SessionStatus status() {
    if (closed != null) {
      return SessionStatus.of(closed.status());
    }
    if (orders.isPaused()) {
      return SessionStatus.PAUSED;
    }
    if (orders.inReview()) {
      return SessionStatus.REVIEW;
    }
    return planned ? SessionStatus.RUNNING : SessionStatus.PLANNING;
  }

  private static TaskView view(Task task) {
    boolean completed = task.status() == TaskStatus.COMPLETED;
    return new TaskView(
        task.id(),
        task.description(),
        task.status(),
        task.agent(),
        task.dependsOn(),
        completed ? task.outcome() : null,
        completed || !task.status().ended() ? null : task.outcome(),
        task.trust().standing() == Standing.VERIFIED,
        task.done(),
        task.trust().standing(),
        task.trust().checked(),
        task.superseded());
  }

  /// The last picture that an agent saw; null when it saw none.
  @Nullable LastSeen lastSeen(AgentId agent) {
    return agents.lastSeen(agent);
  }

  /// What it was opened with; only of a session.
  Event.SessionOpened opened() {
    return Objects.requireNonNull(opened);
  }

  boolean hasAgent(AgentId agent) {
    return agents.has(agent);
  }

  @Nullable ArtifactView artifact(String name) {
    return artifacts.get(name);
  }
}
