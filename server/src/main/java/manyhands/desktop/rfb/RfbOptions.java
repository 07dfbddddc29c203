package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.ScreenAddress;

/// How to speak to a screen: its encodings, the preferred first, and how long its greeting and its
/// first picture may each take.
public record RfbOptions(List<Encoding> encodings, Duration greeting, Duration firstFrame) {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final List<Encoding> ANNOUNCEMENTS =
      List.of(
          Encoding.CURSOR,
          Encoding.POINTER_POSITION,
          Encoding.LAMPS,
          Encoding.DESKTOP_SIZE,
          Encoding.EXTENDED_DESKTOP_SIZE,
          Encoding.LAST_RECT,
          Encoding.FENCE,
          Encoding.CONTINUOUS_UPDATES);

  public RfbOptions {
    encodings = List.copyOf(encodings);
  }

  /// Plain pixels where copying memory is all it takes, compressed ones over a network.
  public static RfbOptions suited(ScreenAddress address) {
    boolean near =
        switch (address) {
          case ScreenAddress.UnixSocket _ -> true;
          case ScreenAddress.Tcp tcp ->
              tcp.address().getAddress() != null && tcp.address().getAddress().isLoopbackAddress();
          case ScreenAddress.WebSocket _ -> false;
        };
    return near
        ? with(Encoding.COPY_RECT, Encoding.RAW)
        : with(Encoding.COPY_RECT, Encoding.TIGHT, Encoding.ZRLE, Encoding.HEXTILE);
  }

  /// These ways to send pixels, and every announcement.
  static RfbOptions with(Encoding... pixels) {
    List<Encoding> all = new ArrayList<>(List.of(pixels));
    all.addAll(ANNOUNCEMENTS);
    return new RfbOptions(all, PATIENCE, PATIENCE);
  }
}
