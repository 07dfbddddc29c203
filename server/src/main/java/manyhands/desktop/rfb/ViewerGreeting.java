package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The start of a viewer's connection, spoken by us and not by the screen (RFC 6143, 7.1 to 7.3):
/// version 3.8, no password, for whoever came this far had a ticket. What the screen wants to know
/// of its clients stays here, and so does the name that it gives itself.
final class ViewerGreeting {

  private static final String VERSION = "RFB 003.008\n";
  private static final int NO_SECURITY = 1;

  private final Incoming in;
  private final ViewerSink out;

  ViewerGreeting(Incoming in, ViewerSink out) {
    this.in = in;
    this.out = out;
  }

  void greet(Greeting.Screen screen, String name) throws IOException, InterruptedException {
    say(latin1(VERSION));
    String theirs = new String(in.bytes(VERSION.length()), StandardCharsets.ISO_8859_1);
    if (!theirs.equals(VERSION)) {
      throw bad("the viewer does not speak RFB 3.8");
    }
    say(new byte[] {1, NO_SECURITY});
    if (in.u8() != NO_SECURITY) {
      throw bad("the viewer wants another way to log in than was offered");
    }
    say(new byte[4]);
    // whether it shares the screen: everybody does
    in.skip(1);
    byte[] called = latin1(name);
    ByteBuffer init = ByteBuffer.allocate(24 + called.length);
    init.putShort((short) screen.size().width()).putShort((short) screen.size().height());
    say(init.put(screen.format()).putInt(called.length).put(called).array());
  }

  private void say(byte[] bytes) throws InterruptedException {
    if (!out.show(ByteBuffer.wrap(bytes))) {
      throw Viewing.slow();
    }
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ViewerException bad(String why) {
    return new ViewerException(ViewerEnd.Code.BAD_MESSAGE, why);
  }
}
