package manyhands.api;

import io.javalin.http.Context;
import manyhands.desktop.Capture;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Size;
import manyhands.session.Picture;

/// Screenshots in answers.
final class Pictures {
  /// Larger than any screen that a desktop may have: no scaling unless it is asked for.
  private static final int MAX_SIDE = 16_384;

  static final Route.Query FORMAT = new Route.Query("format", "`png` (default) or `jpeg`");
  static final Route.Query WIDTH =
      new Route.Query("width", "scaled down to at most so many pixels");
  static final Route.Query HEIGHT =
      new Route.Query("height", "scaled down to at most so many pixels");

  private Pictures() {}

  static Capture wanted(Context request) {
    String format = request.queryParam("format");
    if (format != null && !format.equals("png") && !format.equals("jpeg")) {
      throw Refusal.badField("format", "must be png or jpeg.");
    }
    return new Capture(
        "jpeg".equals(format) ? ImageFormat.JPEG : ImageFormat.PNG,
        new Size(
            (int) Parameters.number(request, "width", MAX_SIDE, 1, MAX_SIDE),
            (int) Parameters.number(request, "height", MAX_SIDE, 1, MAX_SIDE)));
  }

  static void send(Context exchange, Picture picture) {
    exchange
        .status(200)
        .contentType(picture.mediaType())
        .header("X-Manyhands-Live", String.valueOf(picture.live()))
        .header("X-Manyhands-At", picture.at().toString())
        .header("X-Manyhands-Screen", picture.screen().toString())
        .result(picture.bytes());
  }
}
