package manyhands.desktop;

/// Whether the screen is still what somebody saw, where it matters for an action.
public sealed interface Comparison {

  /// Safe to act on what was seen.
  record Same() implements Comparison {}

  /// Something other than the restless regions is different; `where` covers it.
  record Changed(Rectangle where) implements Comparison {}
}
