package manyhands.model;

/// How a model is given screen, mouse and keyboard.
public enum Computer {
  /// As functions with schemas of ours, like any other tool.
  FUNCTIONS,
  /// As Claude's own computer toolset: calls named `left_click`, `type`, `zoom` ..., of the shapes
  /// that Anthropic documents; the provider knows them, so no schema is sent.
  CLAUDE_TOOLSET,
  /// As Claude's computer tool of before: one tool named `computer` whose `action` says what to do.
  CLAUDE_TOOL,
  /// As the computer tool of OpenAI's Responses API: calls named `click`, `keypress`, `scroll` ...,
  /// one for each action that the model wants done; no schema is sent.
  OPENAI_COMPUTER
}
