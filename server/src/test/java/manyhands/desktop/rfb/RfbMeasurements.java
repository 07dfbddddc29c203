package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Size;

/// Measures the engine against a real Xvnc and prints medians and 95th percentiles: not a test, to
/// be started by hand.
public final class RfbMeasurements {

  private RfbMeasurements() {}

  /// One thing whose time is taken.
  private interface Step {
    void run(int round) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    try (XvncFixture xvnc = XvncFixture.start(arguments)) {
      xvnc.draw(Pictures.GRADIENT.paint(new Size(1280, 800)));
      for (Encoding encoding :
          List.of(Encoding.RAW, Encoding.HEXTILE, Encoding.ZRLE, Encoding.TIGHT)) {
        wholeFrames(xvnc, encoding);
      }
      xvnc.start(List.of("xterm", "-geometry", "80x24+0+0", "-e", "cat"));
      Thread.sleep(1500);
      try (RfbClient client = xvnc.connect()) {
        input(client);
      }
      Encoding[] onRequest = {Encoding.COPY_RECT, Encoding.RAW, Encoding.CURSOR, Encoding.LAMPS};
      var patience = Duration.ofSeconds(15);
      RfbOptions plain = new RfbOptions(List.of(onRequest), patience, patience);
      try (RfbClient client =
          RfbClient.connect(xvnc.screen(), plain, Thread.ofVirtual().factory())) {
        keyToPixels("key to pixels, update requests", client);
      }
    }
  }

  private static void wholeFrames(XvncFixture xvnc, Encoding encoding) throws Exception {
    Wire wire = Wire.to(xvnc.screen());
    wire.connect();
    Thread.ofVirtual()
        .start(() -> {
          try {
            wire.writeOutgoing();
          } catch (java.io.IOException e) {
            wire.outgoing().end();
          }
        });
    Size size = new Greeting(wire.incoming(), wire.outgoing(), "").greet().size();
    Canvas canvas = new Canvas(size);
    Framebuffer framebuffer = new Framebuffer(size);
    wire.outgoing().send(Requests.pixelFormat());
    wire.outgoing().send(Requests.encodings(List.of(encoding)));
    try (UpdateReader updates = new UpdateReader(canvas)) {
      measure(
          "whole frame 1280x800 " + encoding,
          100,
          _ -> {
            wire.outgoing().send(Requests.update(false, size));
            wire.incoming().skip(1);
            updates.read(wire.incoming());
            framebuffer.publish(canvas, 0);
          });
    }
    wire.close();
  }

  private static void input(RfbClient client) throws Exception {
    RfbInput input = new RfbInput(client, KeyboardLayout.FIXED);
    measure("round trip", 500, _ -> client.roundTrip(Duration.ofSeconds(5)));
    measure(
        "perform a move", 500, i -> input.perform(new Action.Move(100 + i % 100, 100 + i % 50)));
    measure(
        "perform a click",
        50,
        _ -> input.perform(new Action.Click(200, 200, Button.LEFT, List.of())));
    measure("snapshot", 200, _ -> client.framebuffer().snapshot());
    keyToPixels("key to pixels, as suited", client);
    measure(
        "type 200 characters", 10, _ -> input.perform(new Action.Type("0123456789".repeat(20))));
  }

  private static void keyToPixels(String what, RfbClient client) throws Exception {
    client.pointer(200, 200, 0);
    Thread.sleep(500);
    Framebuffer framebuffer = client.framebuffer();
    measure(
        what,
        60,
        i -> {
          long before = framebuffer.number();
          client.key('a' + i % 26, true);
          client.key('a' + i % 26, false);
          if (framebuffer.awaitAfter(before, Duration.ofSeconds(2)) == before) {
            throw new IllegalStateException("nothing was drawn");
          }
        },
        50);
  }

  private static void measure(String what, int rounds, Step step) throws Exception {
    measure(what, rounds, step, 0);
  }

  private static void measure(String what, int rounds, Step step, long restMillis)
      throws Exception {
    long[] nanos = new long[rounds];
    for (int i = -rounds / 5; i < rounds; i++) {
      Thread.sleep(restMillis);
      long start = System.nanoTime();
      step.run(Math.max(0, i));
      nanos[Math.max(0, i)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-40s p50 %8.3f ms  p95 %8.3f ms  n %d%n",
        what, nanos[rounds / 2] / 1e6, nanos[rounds * 95 / 100] / 1e6, rounds);
  }
}
