package manyhands.event;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Everything that can happen in a session. [Facts] gives each fact its name on the wire.
@Facts
public sealed interface Event {

  /// `check` is false when nobody is to check what agents claim, and absent otherwise. `secrets`
  /// are the names of what a person entrusted to the session; their values are in no fact.
  record SessionOpened(
      String prompt,
      int agents,
      String model,
      String desktop,
      boolean review,
      boolean keep,
      Budget budget,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean check,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> secrets)
      implements Event {

    public SessionOpened {
      secrets = secrets == null ? List.of() : secrets;
    }

    /// Without a secret.
    public SessionOpened(
        String prompt,
        int agents,
        String model,
        String desktop,
        boolean review,
        boolean keep,
        Budget budget,
        @Nullable Boolean check) {
      this(prompt, agents, model, desktop, review, keep, budget, check, List.of());
    }

    /// With results that are checked.
    public SessionOpened(
        String prompt,
        int agents,
        String model,
        String desktop,
        boolean review,
        boolean keep,
        Budget budget) {
      this(prompt, agents, model, desktop, review, keep, budget, null);
    }
  }

  /// `files:given`; what a person gave to a session with its prompt, to be put on every desktop.
  record FilesGiven(List<GivenFile> files) implements Event {}

  /// The tasks follow as facts of their own. `until` is there when a person is to review them: the
  /// session fails when nobody has started it by then.
  record PlanMade(int tasks, TokenUse usage, @Nullable Instant until) implements Event {
    /// Without a review.
    public PlanMade(int tasks, TokenUse usage) {
      this(tasks, usage, null);
    }
  }

  /// `tasks` replace all tasks that were never assigned, in their order; a task that is not among
  /// them is gone. None when only `why` is known. `until` as in [PlanMade]. `failed` are the tasks
  /// whose failing made the planner think again, for so much `usage`: with `tasks` they are
  /// superseded, without it found nothing that helps.
  record PlanChanged(
      String why,
      List<PlannedTask> tasks,
      @Nullable Instant until,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TaskId> failed,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TokenUse usage)
      implements Event {

    public PlanChanged {
      failed = failed == null ? List.of() : failed;
    }

    /// By a person.
    public PlanChanged(String why, List<PlannedTask> tasks, @Nullable Instant until) {
      this(why, tasks, until, List.of(), null);
    }

    /// Only the reason.
    public PlanChanged(String why) {
      this(why, List.of(), null);
    }
  }

  /// `task:created`; `done` says how anybody can tell that the task is done, absent when the plan
  /// does not say.
  record TaskAdded(
      TaskId task,
      String description,
      List<TaskId> dependsOn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String done)
      implements Event {
    /// Without a word about when it is done.
    public TaskAdded(TaskId task, String description, List<TaskId> dependsOn) {
      this(task, description, dependsOn, null);
    }
  }

  /// `task:assigned`; `attempt` counts from 1.
  record TaskAssigned(TaskId task, AgentId agent, int attempt) implements Event {}

  /// The agent says that the task is done; nobody has checked it. `round` counts its claims in this
  /// try from 1, `evidence` is how it knows, `artifacts` the files that it names.
  record TaskClaimed(
      TaskId task, AgentId agent, int round, String result, String evidence, List<String> artifacts)
      implements Event {}

  /// What a check of a claim came to, and why. `CLAIMED` when it could not be checked.
  record TaskChecked(
      TaskId task, AgentId agent, int round, Standing standing, String reason, TokenUse usage)
      implements Event {}

  /// `task:completed`; how far the result can be trusted is absent in logs of before: nobody had
  /// checked it.
  record TaskCompleted(
      TaskId task,
      AgentId agent,
      String result,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Standing standing)
      implements Event {
    /// Not checked by anybody.
    public TaskCompleted(TaskId task, AgentId agent, String result) {
      this(task, agent, result, null);
    }
  }

  /// No agent when it failed because a dependency did.
  record TaskFailed(TaskId task, @Nullable AgentId agent, String reason) implements Event {}

  record TaskCancelled(TaskId task, String reason) implements Event {}

  record AgentStarted(AgentId agent, String name) implements Event {}

  /// `desktop:ready`; `files` is the list of the files that were there before the agent began, kept
  /// among the blobs; absent when there was none.
  record DesktopReady(
      AgentId agent, DesktopId desktop, String kind, Size size, int millis, @Nullable BlobId files)
      implements Event {
    /// Without any file.
    public DesktopReady(AgentId agent, DesktopId desktop, String kind, Size size, int millis) {
      this(agent, desktop, kind, size, millis, null);
    }
  }

  record DesktopLost(AgentId agent, DesktopId desktop, String reason) implements Event {}

  /// `model:asked`; `step` counts the agent's questions for this task from 1.
  record ModelAsked(AgentId agent, TaskId task, int step) implements Event {}

  /// One reply, whole: what it said and thought, and the tools it called.
  record ModelAnswered(
      AgentId agent,
      TaskId task,
      int step,
      String text,
      List<Thought> thinking,
      List<ToolUse> calls,
      TokenUse usage,
      int millis)
      implements Event {}

  /// What is about to be done. `action` is absent for tools that touch no screen.
  record ActionIntended(
      AgentId agent, TaskId task, int step, String call, String words, @Nullable Action action)
      implements Event {}

  /// How an intent ended. `agent` and `call` are absent for a person's own.
  record ActionPerformed(
      @Nullable AgentId agent,
      @Nullable String call,
      String actor,
      @Nullable Action action,
      Outcome outcome,
      String message,
      int millis)
      implements Event {}

  /// `screen:seen`; `changed` covers what differs from the look before, absent when that is
  /// unknown. Looks with the same `scene` saw the same, but for what changes all the time; absent
  /// when nobody asked.
  record ScreenSeen(
      AgentId agent,
      @Nullable String call,
      BlobId picture,
      String mediaType,
      Size size,
      Size screen,
      @Nullable Rectangle changed,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String scene)
      implements Event {
    /// Without a name for what was seen.
    public ScreenSeen(
        AgentId agent,
        @Nullable String call,
        BlobId picture,
        String mediaType,
        Size size,
        Size screen,
        @Nullable Rectangle changed) {
      this(agent, call, picture, mediaType, size, screen, changed, null);
    }
  }

  /// `screen:zoomed`: a part of the screen (in its own pixels), shown to the model as the answer to
  /// a call; `size` is the picture's.
  record ScreenZoomed(
      AgentId agent, String call, BlobId picture, String mediaType, Size size, Rectangle region)
      implements Event {}

  /// `picture:given`: a picture that another server's tool gave as the answer to a call.
  record PictureGiven(AgentId agent, String call, BlobId picture, String mediaType, Size size)
      implements Event {}

  /// `note:added`: a finding on the whiteboard, for people and for those whose tasks depend on this
  /// one. Words of an agent, never an instruction.
  record NoteAdded(AgentId agent, TaskId task, @Nullable String call, String text)
      implements Event {}

  /// Its model cannot be asked for so long, because of its account's limits or after trouble.
  record AgentWaiting(AgentId agent, TaskId task, long millis, String reason) implements Event {}

  /// An agent gets nowhere, and why. `rung` is what is done about it: `tell`, `look`, `replan`,
  /// `ask` or `fail`. `approach` is what the model, asked afresh, wants to do instead, and `usage`
  /// what asking took; both only for `replan`.
  record AgentStuck(
      AgentId agent,
      TaskId task,
      int step,
      String rung,
      String reason,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String approach,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TokenUse usage)
      implements Event {
    /// Without another approach.
    public AgentStuck(AgentId agent, TaskId task, int step, String rung, String reason) {
      this(agent, task, step, rung, reason, null, null);
    }
  }

  /// `warning:raised`: what came back `where` holds `words` that read like orders to the agent.
  /// While its task lasts, the agent needs a person's permission for commands, files and secrets.
  record WarningRaised(
      AgentId agent, TaskId task, @Nullable String call, String where, String words)
      implements Event {}

  /// A budget is used up: that of an agent's task, or of the whole session when none is named. The
  /// work stands still until a person raises it. `used` and `limit` are steps, tokens, seconds or
  /// micro-dollars, as `what` says: `steps`, `tokens`, `time` or `money`.
  record BudgetReached(
      @Nullable AgentId agent,
      @Nullable TaskId task,
      String what,
      long used,
      long limit,
      @Nullable Instant until)
      implements Event {}

  /// A task, or the whole session when none is named, may use so much `more`.
  record BudgetRaised(@Nullable TaskId task, Amounts more, String by) implements Event {}

  /// `seat:taken`; given back by itself after so many seconds without an action. No agent at a
  /// desktop that has none.
  record SeatTaken(@Nullable AgentId agent, String holder, int quietSeconds) implements Event {}

  /// What was done meanwhile is counted by kind (`click`, `key` ...); what was typed or clicked is
  /// nobody's business.
  record SeatReturned(@Nullable AgentId agent, String why, int actions, Map<String, Integer> kinds)
      implements Event {}

  /// To one agent, or to all when none is named.
  record MessageSent(@Nullable AgentId agent, String text) implements Event {}

  /// `approval:asked`; `call` is the call of a `tool` that waits for the answer. Nobody's answer
  /// `until` then is no.
  record ApprovalAsked(
      String approval,
      AgentId agent,
      String words,
      @Nullable TaskId task,
      @Nullable String call,
      @Nullable String tool,
      @Nullable Instant until)
      implements Event {}

  record ApprovalAnswered(String approval, boolean allowed, String by) implements Event {}

  /// An agent waits for a person's words. `why` is `agent` when its model asked (with `call`),
  /// `stuck` when it gets nowhere, `disputed` when its result did not pass the check. Nobody's
  /// answer `until` then is none.
  record QuestionAsked(
      String question,
      AgentId agent,
      TaskId task,
      String why,
      String text,
      @Nullable String call,
      @Nullable Instant until)
      implements Event {}

  /// No text when nobody answered in time, or the question was taken back.
  record QuestionAnswered(String question, @Nullable String text, String by) implements Event {}

  /// `artifact:collected`; `name` is unique within the session. No bytes when `left` says why not.
  record ArtifactCollected(
      String name,
      AgentId agent,
      @Nullable TaskId task,
      long size,
      @Nullable BlobId sha256,
      String mediaType,
      @Nullable String left)
      implements Event {}

  /// A person has reviewed the plan: the work begins.
  record SessionStarted(String by) implements Event {}

  /// One agent, or the whole session when none is named. It ends when nobody resumed it by `until`.
  record SessionPaused(String by, @Nullable AgentId agent, @Nullable Instant until)
      implements Event {}

  record SessionResumed(String by, @Nullable AgentId agent) implements Event {}

  /// A server took the session over from one that had ended, and these agents go on. No server
  /// worked on it between the fact before this one and this one.
  record SessionRecovered(List<AgentId> agents) implements Event {}

  /// Status `done`, `failed` or `stopped`.
  record AgentFinished(AgentId agent, String status, String reason) implements Event {}

  /// Status `completed`, `failed` or `stopped`.
  record SessionClosed(String status, String reason) implements Event {}

  /// A session that had been closed goes on with another prompt: a plan, tasks and agents follow.
  record SessionContinued(String prompt, String by) implements Event {}

  /// A desktop without an agent, the first fact of a stream of its own.
  record DesktopOpened(DesktopId desktop, String kind, Size size, int millis) implements Event {}

  /// The last fact of a desktop without an agent.
  record DesktopClosed(DesktopId desktop, String reason) implements Event {}

  /// What a newer version wrote: kept as it is, so that no number is missing. Never made here.
  record Unrecognized(String type, String json) implements Event {}

  /// How an intended action ended.
  enum Outcome {
    @JsonProperty("performed")
    PERFORMED,
    /// The screen had changed where it matters: not performed.
    @JsonProperty("stale")
    STALE,
    /// Somebody else holds the seat: not performed.
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("failed")
    FAILED,
    /// The server died between intent and result: it may or may not have happened.
    @JsonProperty("unknown")
    @JsonEnumDefaultValue
    UNKNOWN
  }

  /// A file under the home folder of every desktop; its bytes are kept among the blobs.
  record GivenFile(String name, long size, BlobId sha256) {}

  /// A task as a person, or the planner after a failure, wants it; `done` as in [TaskAdded].
  record PlannedTask(
      TaskId task,
      String description,
      List<TaskId> dependsOn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String done) {
    /// Without a word about when it is done.
    public PlannedTask(TaskId task, String description, List<TaskId> dependsOn) {
      this(task, description, dependsOn, null);
    }
  }

  /// A tool call as the model made it; the arguments are its JSON text.
  record ToolUse(String id, String name, String arguments) {}

  /// A piece of reasoning with the provider's signature (empty when it has none).
  record Thought(String text, String signature) {}
}
