package manyhands.seat;

/// A person's own connection to a desktop's screen, through which keys and buttons are held.
@FunctionalInterface
public interface Visitor {

  /// Lets go of everything held through it. Must not wait, and must not fail when it has ended.
  void letGo();
}
