package manyhands.desktop.rfb;

import java.time.Duration;

/// Types text: in strokes that the server takes before the next follow, so that an interrupt ends
/// it soon and no queue grows.
final class Typist {

  /// Keys between two round trips.
  private static final int STROKE = 16;

  /// A breath after each stroke, for programs that handle each key by itself.
  private static final long BREATH_MILLIS = 2;

  private final RfbClient client;
  private final Hand hand;
  private final SpareKeys spare;
  private final Pace pace;

  Typist(RfbClient client, Hand hand, SpareKeys spare, Pace pace) {
    this.client = client;
    this.hand = hand;
    this.spare = spare;
    this.pace = pace;
  }

  void type(String text, Duration patience) throws InterruptedException {
    int[] keysyms = Characters.keysyms(text);
    for (int i = 0; i < keysyms.length; i++) {
      spare.use(keysyms[i]);
      hand.press(keysyms[i]);
      hand.release(keysyms[i]);
      if (i % STROKE == STROKE - 1) {
        client.roundTrip(patience);
        pace.rest(BREATH_MILLIS);
      }
    }
  }
}
