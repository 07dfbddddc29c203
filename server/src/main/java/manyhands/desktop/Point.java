package manyhands.desktop;

/// A place on the screen, in pixels from its upper left corner; `0,0` is the first pixel.
public record Point(int x, int y) {}
