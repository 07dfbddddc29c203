package manyhands.desktop.rfb;

/// How a viewer's connection ended, and why in words.
public record ViewerEnd(Code code, String reason) {

  /// What ended it.
  public enum Code {
    /// The viewer left, or was told to.
    LEFT,
    /// The screen is gone, or cannot be reached.
    SCREEN_LOST,
    /// The viewer sent what the protocol does not know, or nothing when it was its turn.
    BAD_MESSAGE,
    /// The viewer sent more than anybody needs.
    TOO_LARGE,
    /// One of both takes nothing any more.
    TOO_SLOW,
    /// What the viewer did could not be written down, so it was not let through.
    NOT_WRITTEN,
    /// A bug of ours.
    INTERNAL
  }
}
