package manyhands.desktop;

/// What kind of picture is wanted: its format and the largest size it may have. A larger screen is
/// scaled down, its proportions kept; a smaller one is never scaled up.
public record Capture(ImageFormat format, Size atMost) {

  /// JPEG, for it is encoded fastest; about as large as models take without scaling it down again.
  public static final Capture FOR_MODELS = new Capture(ImageFormat.JPEG, new Size(1456, 1092));
}
