package manyhands.mcp;

import java.util.Map;

/// A tool as every client sees it, and what it does. `schema` is the JSON Schema of its arguments.
record Tool(
    String name,
    String title,
    String description,
    Map<String, Object> schema,
    Effect effect,
    Work work) {

  /// Who acts, in the log.
  static final String ACTOR = "mcp";

  /// What a call can do to what is there: clients ask people before they let a model change things.
  enum Effect {
    READS,
    /// Destroys nothing.
    ADDS,
    CHANGES
  }

  /// What a call does. Whatever it fails with is told to the model as an error of the tool.
  @FunctionalInterface
  interface Work {
    Answer on(Arguments arguments, Progress progress) throws InterruptedException;
  }

  /// Hears how far a long call has come; does nothing when the client did not ask.
  @FunctionalInterface
  interface Progress {
    void say(long done, long of, String words);
  }
}
