package manyhands.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.ActionIntended;
import manyhands.event.Event.ActionPerformed;

/// The intents of a session that have no outcome: of a server that has ended, those that nobody
/// will ever know the outcome of. A fold over the session's facts.
public final class Unanswered {

  private final Map<Key, ActionIntended> intents = new LinkedHashMap<>();

  /// Call ids are unique within a conversation, and each agent has its own.
  private record Key(AgentId agent, String call) {}

  public void apply(Event event) {
    if (event instanceof ActionIntended it) {
      intents.put(new Key(it.agent(), it.call()), it);
    } else if (event instanceof ActionPerformed it && it.agent() != null && it.call() != null) {
      intents.remove(new Key(it.agent(), it.call()));
    }
  }

  public boolean isEmpty() {
    return intents.isEmpty();
  }

  /// The facts that say so, one for each intent.
  public List<ActionPerformed> outcomes() {
    return intents.values().stream().map(Progress::unknown).toList();
  }
}
