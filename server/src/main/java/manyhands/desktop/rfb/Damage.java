package manyhands.desktop.rfb;

import manyhands.desktop.Rectangle;

/// Pixels that became different: the smallest rectangle around them, the number of the frame that
/// first shows them, and when that was (`System.nanoTime`).
public record Damage(Rectangle area, long frame, long nanos) {

  /// One damage that stands for two: both areas, the later frame and time.
  Damage merge(Damage later) {
    return new Damage(area.union(later.area), later.frame, later.nanos);
  }
}
