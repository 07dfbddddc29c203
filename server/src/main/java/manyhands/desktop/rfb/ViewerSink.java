package manyhands.desktop.rfb;

import java.nio.ByteBuffer;

/// The other end of a viewer's connection: where its pictures go.
public interface ViewerSink {

  /// Sends bytes and returns when the viewer's connection has taken them, so that a slow viewer
  /// slows down its own screen alone. False when it takes none for too long.
  boolean show(ByteBuffer bytes) throws InterruptedException;

  /// Told once, when it is over; the screen can still be told to release what is held.
  void ended(ViewerEnd end);
}
