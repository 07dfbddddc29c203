package manyhands.session;

import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One agent as people see it: its task and its desktop while it has them, who holds its mouse
/// (`agent` or `human`), and why it ended.
public record AgentView(
    AgentId id,
    String name,
    AgentStatus status,
    @Nullable TaskId task,
    @Nullable DesktopId desktop,
    String holder,
    @Nullable String reason) {}
