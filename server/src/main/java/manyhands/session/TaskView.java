package manyhands.session;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.TaskId;
import manyhands.whiteboard.TaskStatus;
import org.jspecify.annotations.Nullable;

/// One task as people see it: `agent` is who has it or had it last, `result` what a completed one
/// answered, `reason` why one failed or was cancelled; `verified` is true once somebody other than
/// its agent has checked it.
public record TaskView(
    TaskId id,
    String description,
    TaskStatus status,
    @Nullable AgentId agent,
    List<TaskId> dependsOn,
    @Nullable String result,
    @Nullable String reason,
    boolean verified) {}
