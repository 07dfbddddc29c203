package manyhands.api;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.rfb.PictureScaler;
import manyhands.event.BlobId;
import manyhands.event.SessionId;
import manyhands.replay.Replay;
import manyhands.session.SessionException;

/// The pictures that agents were shown, by their hash: what is under one address never changes.
final class PictureRoutes {
  /// A year, as long as a cache keeps anything; in no cache that others share.
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private static final int NARROWEST = 16;

  /// As wide as pictures are kept at most, more or less: no scaling unless it is asked for.
  private static final int WIDEST = 4096;

  /// Some hundred small pictures, which browsers that open the same session ask for again.
  private static final int KEPT_BYTES = 8 << 20;

  private final Replay replay;
  private final PictureScaler scaler = new PictureScaler();
  private final Map<String, byte[]> small = new LinkedHashMap<>(16, 0.75f, true);
  private long smallBytes;

  PictureRoutes(Replay replay) {
    this.replay = replay;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/sessions/{session}/pictures/{picture}",
            "A picture that an agent was shown (`picture` of `screen:seen`), small when `width` is given.",
            Route.Answer.of("image/jpeg"),
            this::picture,
            new Route.Query(
                "width", "scaled down to so many pixels, " + NARROWEST + " to " + WIDEST)));
  }

  private void picture(Context exchange) {
    SessionId session = Parameters.session(exchange.pathParam("session"));
    String hash = exchange.pathParam("picture");
    int width = (int) Parameters.number(exchange, "width", WIDEST, NARROWEST, WIDEST);
    if (!hash.matches("[0-9a-f]{64}") || !replay.hasPicture(session, new BlobId(hash))) {
      throw new SessionException(
          SessionException.Code.NO_PICTURE, "The session " + session + " has no such picture.");
    }
    BlobId picture = new BlobId(hash);
    byte[] bytes = width == WIDEST ? replay.picture(picture) : small(picture, width);
    exchange
        .status(200)
        .contentType(bytes[0] == (byte) 0x89 ? "image/png" : "image/jpeg")
        .header("Cache-Control", FOR_EVER)
        .result(bytes);
  }

  private byte[] small(BlobId picture, int width) {
    String key = picture + "/" + width;
    synchronized (small) {
      byte[] made = small.get(key);
      if (made != null) {
        return made;
      }
    }
    byte[] fresh = scaler.jpeg(replay.picture(picture), width);
    synchronized (small) {
      byte[] other = small.put(key, fresh);
      smallBytes += fresh.length - (other == null ? 0 : other.length);
      var oldest = small.values().iterator();
      while (smallBytes > KEPT_BYTES) {
        smallBytes -= oldest.next().length;
        oldest.remove();
      }
    }
    return fresh;
  }
}
