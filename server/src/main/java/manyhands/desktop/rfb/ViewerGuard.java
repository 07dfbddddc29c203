package manyhands.desktop.rfb;

import manyhands.desktop.Point;

/// Decides whether what a viewer does by hand reaches the screen.
@FunctionalInterface
public interface ViewerGuard {

  /// What a viewer does.
  enum Kind {
    CLICK,
    SCROLL,
    KEY,
    CLIPBOARD,
    /// Moves the pointer.
    MOVE,
    /// Lets a key or button up, or hands over a text that it announced before.
    RELEASE
  }

  /// Runs `deliver`, which does not wait, if it may reach the screen; no two at a time at one
  /// screen.
  void touch(Kind kind, Runnable deliver);

  /// The pointer is there now, through the viewer; called while it is let through.
  default void pointerAt(Point at) {}

  /// Nothing reaches the screen.
  ViewerGuard NOTHING = (_, _) -> {};
}
