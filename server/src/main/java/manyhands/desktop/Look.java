package manyhands.desktop;

/// One look at the screen: the picture that somebody is shown, and the frame it was made from.
public record Look(Screenshot screenshot, Frame frame) {}
