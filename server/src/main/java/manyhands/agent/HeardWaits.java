package manyhands.agent;

import java.time.Duration;
import manyhands.event.Event;
import manyhands.model.Model.ThinkingListener;

/// Writes down how long an agent's model lets it wait, so that people see why nothing happens.
///
/// @param live hears the reasoning
record HeardWaits(Assignment assignment, ThinkingListener live, Journal journal)
    implements ThinkingListener {

  @Override
  public void onThinking(String delta) {
    live.onThinking(delta);
  }

  @Override
  public void onWaiting(Duration time, String reason) {
    journal.note(
        new Event.AgentWaiting(
            assignment.agent(), assignment.task(), time.toMillis(), Words.shorten(reason)));
  }
}
