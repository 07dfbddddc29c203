package manyhands.session;

import java.time.Instant;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// A call that waits for a person's permission: what the agent would do, in words, and until when
/// an answer counts.
public record ApprovalView(
    String id,
    AgentId agent,
    @Nullable TaskId task,
    @Nullable String tool,
    String words,
    @Nullable Instant until) {

  static ApprovalView of(Event.ApprovalAsked asked) {
    return new ApprovalView(
        asked.approval(), asked.agent(), asked.task(), asked.tool(), asked.words(), asked.until());
  }
}
