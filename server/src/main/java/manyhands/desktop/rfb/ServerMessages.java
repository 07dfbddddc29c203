package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Size;

/// Takes what the server sends, one message after the other, and keeps asking for more: by a
/// request for each update, or, where the server offers it, by one wish for all that comes.
final class ServerMessages {

  private static final int UPDATE = 0;
  private static final int COLOUR_MAP = 1;
  private static final int BELL = 2;
  private static final int CUT_TEXT = 3;
  private static final int END_OF_CONTINUOUS_UPDATES = 150;
  private static final int FENCE = 248;

  /// Somebody inside may have copied a large file's text; nobody copies more. It is not kept.
  private static final int LONGEST_CUT_TEXT = 64 << 20;

  private final Wire wire;
  private final Framebuffer framebuffer;
  private final Fences fences;
  private final Canvas canvas;
  private final UpdateReader updates;
  private boolean continuous;
  private volatile long messageSince;

  ServerMessages(
      Wire wire, Framebuffer framebuffer, Fences fences, Canvas canvas, UpdateReader updates) {
    this.wire = wire;
    this.framebuffer = framebuffer;
    this.fences = fences;
    this.canvas = canvas;
    this.updates = updates;
  }

  /// Reads until the connection ends, which it does with an exception.
  void readAll() throws IOException {
    askForAll();
    while (true) {
      int type = wire.incoming().u8();
      messageSince = System.nanoTime() | 1;
      message(type);
      messageSince = 0;
    }
  }

  /// Since when (`System.nanoTime`) one message is being read; 0 between messages.
  long messageSince() {
    return messageSince;
  }

  private void message(int type) throws IOException {
    Incoming in = wire.incoming();
    switch (type) {
      case UPDATE -> update();
      case COLOUR_MAP -> {
        in.skip(3);
        in.skip(6L * in.u16());
      }
      case BELL -> {}
      case CUT_TEXT -> cutText();
      case END_OF_CONTINUOUS_UPDATES -> continuousUpdatesOfferedOrEnded();
      case FENCE -> fences.read(in);
      default -> throw Violation.of("a message of the unknown type " + type);
    }
  }

  private void update() throws IOException {
    if (!continuous) {
      // before the pixels are read, so that the server can go on meanwhile
      wire.outgoing().send(Requests.update(true, canvas.size()));
    }
    boolean resized = updates.read(wire.incoming());
    framebuffer.publish(canvas, System.nanoTime());
    if (resized) {
      askForAll();
      if (continuous) {
        wire.outgoing().send(Requests.continuousUpdates(canvas.size()));
      }
    }
  }

  private void askForAll() {
    Size all = canvas.size();
    wire.outgoing().send(Requests.update(false, all));
  }

  private void cutText() throws IOException {
    wire.incoming().skip(3);
    int length = wire.incoming().s32();
    if (length < 0) {
      throw Violation.of("a clipboard message of a kind that was not asked for");
    }
    if (length > LONGEST_CUT_TEXT) {
      throw Violation.tooLarge("a clipboard of " + length + " bytes");
    }
    wire.incoming().skip(length);
  }

  private void continuousUpdatesOfferedOrEnded() {
    continuous = !continuous;
    byte[] next =
        continuous
            ? Requests.continuousUpdates(canvas.size())
            : Requests.update(true, canvas.size());
    wire.outgoing().send(next);
  }
}
