package manyhands.desktop;

/// The screen's pixels at one moment, kept to compare with later. `number` grows with every change
/// of the screen, so equal numbers mean that nothing was drawn between. Pixels are `0xRRGGBB`, row
/// by row; nobody writes to them.
public record Frame(long number, Size size, int[] pixels) {}
