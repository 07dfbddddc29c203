package manyhands.session;

import java.time.Instant;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// An agent that waits for a person's words: why (`agent`: its model asked, `stuck`: it gets
/// nowhere, `disputed`: its result did not pass the check), what it asks, and until when an answer
/// counts.
public record QuestionView(
    String id, AgentId agent, TaskId task, String why, String text, @Nullable Instant until) {

  static QuestionView of(Event.QuestionAsked asked) {
    return new QuestionView(
        asked.question(), asked.agent(), asked.task(), asked.why(), asked.text(), asked.until());
  }
}
