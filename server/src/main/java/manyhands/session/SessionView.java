package manyhands.session;

import java.time.Instant;
import java.util.List;
import manyhands.event.Entry;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;

/// A session as people see it, after the entry numbered `seq`. Its JSON form is what the doors
/// send. `prompt` is the first of its `prompts`, one for each time that it was continued;
/// `approvals` wait for an answer; `deadline` is when it ends unless a person starts or resumes it;
/// `files` came with the prompt; `questions` wait for words; `notes` are what agents found;
/// `budget` is what it may use.
public record SessionView(
    SessionId id,
    String prompt,
    SessionStatus status,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant endedAt,
    List<TaskView> tasks,
    List<AgentView> agents,
    List<ArtifactView> artifacts,
    UsageView usage,
    long seq,
    List<String> prompts,
    List<ApprovalView> approvals,
    @Nullable Instant deadline,
    List<FileView> files,
    List<QuestionView> questions,
    List<NoteView> notes,
    BudgetView budget) {

  /// The view of a session's stream, read from its beginning.
  public static SessionView of(List<Entry> entries) {
    return SessionFold.of(entries).view();
  }

  /// The same of a session that has ended although the store did not take the facts that say so.
  SessionView unstored() {
    return new SessionView(
        id(),
        prompt(),
        SessionStatus.FAILED,
        "its end could not be stored: make space in the data folder",
        createdAt(),
        endedAt(),
        tasks(),
        agents(),
        artifacts(),
        usage(),
        seq(),
        prompts(),
        List.of(),
        null,
        files(),
        List.of(),
        notes(),
        budget());
  }
}
