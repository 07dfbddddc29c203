package manyhands.agent;

/// A tool call that cannot be carried out as it is; the message tells the model what to change.
final class ToolFault extends Exception {

  ToolFault(String message) {
    super(message);
  }
}
