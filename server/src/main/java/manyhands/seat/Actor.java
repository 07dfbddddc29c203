package manyhands.seat;

import manyhands.event.AgentId;

/// Who wants to use a desktop's mouse and keyboard.
public sealed interface Actor {

  record Agent(AgentId id) implements Actor {
    @Override
    public String words() {
      return "agent " + id;
    }
  }

  /// A person, through the door that they came in by: `browser`, `rest`, `mcp`.
  record Human(String door) implements Actor {
    @Override
    public String words() {
      return "human (" + door + ")";
    }
  }

  /// The actor's name in the log and in messages to people.
  String words();
}
