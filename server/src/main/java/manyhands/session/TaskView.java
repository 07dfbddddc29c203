package manyhands.session;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Standing;
import manyhands.event.TaskId;
import manyhands.whiteboard.TaskStatus;
import org.jspecify.annotations.Nullable;

/// One task as people see it: `agent` is who has it or had it last, `result` what a completed one
/// answered, `reason` why one failed or was cancelled; `verified` is true once somebody other than
/// its agent has checked it. `done` says how anybody can tell that it is done, `standing` how far a
/// completed one's result can be trusted, `checked` what the last check of it said. A failed one is
/// `superseded` when other tasks were planned in its place.
public record TaskView(
    TaskId id,
    String description,
    TaskStatus status,
    @Nullable AgentId agent,
    List<TaskId> dependsOn,
    @Nullable String result,
    @Nullable String reason,
    boolean verified,
    @Nullable String done,
    @Nullable Standing standing,
    @Nullable String checked,
    boolean superseded) {}
