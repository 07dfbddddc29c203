package manyhands.session;

import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One agent as people see it: its task and its desktop while it has them, who holds its mouse
/// (`agent` or `human`), why it ended, and what it used.
public record AgentView(
    AgentId id,
    String name,
    AgentStatus status,
    @Nullable TaskId task,
    @Nullable DesktopId desktop,
    String holder,
    @Nullable String reason,
    UsageView usage) {

  /// One that has used nothing.
  AgentView(
      AgentId id,
      String name,
      AgentStatus status,
      @Nullable TaskId task,
      @Nullable DesktopId desktop,
      String holder,
      @Nullable String reason) {
    this(id, name, status, task, desktop, holder, reason, UsageView.NONE);
  }

  AgentView with(UsageView used) {
    return new AgentView(id, name, status, task, desktop, holder, reason, used);
  }
}
