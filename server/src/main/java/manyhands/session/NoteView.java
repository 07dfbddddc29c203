package manyhands.session;

import java.time.Instant;
import manyhands.event.AgentId;
import manyhands.event.TaskId;

/// A finding that an agent wrote on the whiteboard while it worked on a task.
public record NoteView(AgentId agent, TaskId task, String text, Instant at) {}
