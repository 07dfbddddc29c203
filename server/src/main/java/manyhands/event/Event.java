package manyhands.event;

import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Everything that can happen in a session. The comment over each record is its name on the wire.
public sealed interface Event {

  /// `session:created`
  record SessionOpened(
      String prompt,
      int agents,
      String model,
      String desktop,
      boolean review,
      boolean keep,
      Budget budget)
      implements Event {}

  /// `plan:made`; the tasks follow as facts of their own.
  record PlanMade(int tasks, TokenUse usage) implements Event {}

  /// `plan:changed`
  record PlanChanged(String why) implements Event {}

  /// `task:created`
  record TaskAdded(TaskId task, String description, List<TaskId> dependsOn) implements Event {}

  /// `task:assigned`; `attempt` counts from 1.
  record TaskAssigned(TaskId task, AgentId agent, int attempt) implements Event {}

  /// `task:completed`
  record TaskCompleted(TaskId task, AgentId agent, String result) implements Event {}

  /// `task:failed`; no agent when it failed because a dependency did.
  record TaskFailed(TaskId task, @Nullable AgentId agent, String reason) implements Event {}

  /// `task:cancelled`
  record TaskCancelled(TaskId task, String reason) implements Event {}

  /// `agent:started`
  record AgentStarted(AgentId agent, String name) implements Event {}

  /// `desktop:ready`
  record DesktopReady(AgentId agent, DesktopId desktop, String kind, Size size, int millis)
      implements Event {}

  /// `desktop:lost`
  record DesktopLost(AgentId agent, DesktopId desktop, String reason) implements Event {}

  /// `model:asked`; `step` counts the agent's questions for this task from 1.
  record ModelAsked(AgentId agent, TaskId task, int step) implements Event {}

  /// `agent:reasoning`; one reply, whole: what it said and thought, and the tools it called.
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

  /// `agent:thinking`; what is about to be done. `action` is absent for tools that touch no screen.
  record ActionIntended(
      AgentId agent, TaskId task, int step, String call, String words, @Nullable Action action)
      implements Event {}

  /// `action:performed`; how an intent ended. `agent` and `call` are absent for a person's own.
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
  /// unknown.
  record ScreenSeen(
      AgentId agent,
      @Nullable String call,
      BlobId picture,
      String mediaType,
      Size size,
      Size screen,
      @Nullable Rectangle changed)
      implements Event {}

  /// `seat:taken`
  record SeatTaken(AgentId agent, String holder) implements Event {}

  /// `seat:returned`
  record SeatReturned(AgentId agent, String why, int actions) implements Event {}

  /// `message:sent`; to one agent, or to all when none is named.
  record MessageSent(@Nullable AgentId agent, String text) implements Event {}

  /// `approval:asked`
  record ApprovalAsked(String approval, AgentId agent, String words) implements Event {}

  /// `approval:answered`
  record ApprovalAnswered(String approval, boolean allowed, String by) implements Event {}

  /// `artifact:collected`; `name` is unique within the session. No bytes when `left` says why not.
  record ArtifactCollected(
      String name,
      AgentId agent,
      @Nullable TaskId task,
      long size,
      @Nullable BlobId sha256,
      String type,
      @Nullable String left)
      implements Event {}

  /// `session:paused`
  record SessionPaused(String by) implements Event {}

  /// `session:resumed`
  record SessionResumed(String by) implements Event {}

  /// `agent:terminated`; status `done`, `failed` or `stopped`.
  record AgentFinished(AgentId agent, String status, String reason) implements Event {}

  /// `session:complete`; status `completed`, `failed` or `stopped`.
  record SessionClosed(String status, String reason) implements Event {}

  /// How an intended action ended.
  enum Outcome {
    PERFORMED,
    /// The screen had changed where it matters: not performed.
    STALE,
    /// Somebody else holds the seat: not performed.
    REFUSED,
    FAILED,
    /// The server died between intent and result: it may or may not have happened.
    UNKNOWN
  }

  /// A tool call as the model made it; the arguments are its JSON text.
  record ToolUse(String id, String name, String arguments) {}

  /// A piece of reasoning with the provider's signature (empty when it has none).
  record Thought(String text, String signature) {}

  /// Tokens used.
  record TokenUse(long input, long output, long cacheRead) {
    public static final TokenUse NONE = new TokenUse(0, 0, 0);
  }
}
