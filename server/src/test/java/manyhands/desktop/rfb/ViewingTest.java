package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.rfb.ViewerEnd.Code;
import manyhands.desktop.rfb.ViewerGuard.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Viewers that mean no good, at a screen that means no good either.
final class ViewingTest {

  private static final byte[] HANDSHAKE = bytes("52464220 3030332e 3030380a 01 01");

  private final ByteArrayOutputStream heardByScreen = new ByteArrayOutputStream();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicReference<ViewerEnd> end = new AtomicReference<>();
  private final List<Kind> touched = new CopyOnWriteArrayList<>();
  private boolean takesPictures = true;
  private boolean holdsTheSeat = true;
  private FakeServer server;
  private volatile Viewing viewing;

  @AfterEach
  void stop() throws IOException {
    viewing.close();
    server.close();
  }

  private void view(FakeServer.Script script) throws IOException {
    server = FakeServer.playing(script);
    ViewerSink sink =
        new ViewerSink() {
          @Override
          public boolean show(ByteBuffer bytes) {
            synchronized (shown) {
              byte[] copy = new byte[bytes.remaining()];
              bytes.get(copy);
              shown.writeBytes(copy);
            }
            return takesPictures;
          }

          @Override
          public void ended(ViewerEnd why) {
            Viewing ended = viewing;
            if (ended != null) {
              ended.letGo();
            }
            end.set(why);
          }
        };
    ViewerGuard guard =
        (kind, deliver) -> {
          touched.add(kind);
          if (holdsTheSeat) {
            deliver.run();
          }
        };
    viewing = Viewing.begin(server.address(), "d-7f3k", sink, guard, Thread.ofVirtual().factory());
  }

  private void viewUsualScreen() throws IOException {
    view((in, out) -> {
      FakeServer.greet(out, 64, 48);
      listen(in);
    });
  }

  private void listen(InputStream in) throws IOException {
    for (int one = in.read(); one >= 0; one = in.read()) {
      synchronized (heardByScreen) {
        heardByScreen.write(one);
      }
    }
  }

  private String heard() {
    synchronized (heardByScreen) {
      // behind what the screen was told at the start: version, security, shared
      byte[] all = heardByScreen.toByteArray();
      return HexFormat.of().formatHex(all, Math.min(all.length, 14), all.length);
    }
  }

  private void send(String hex) {
    viewing.receive(bytes(hex));
  }

  private void assertEnds(Code code) {
    await().until(() -> end.get() != null);
    assertThat(end.get().code()).as("%s", end.get()).isEqualTo(code);
    await().until(() -> server.clientGone());
  }

  @Test
  void theScreensOwnNameAndSecurityStayBehind() throws IOException {
    view((in, out) -> {
      out.writeBytes("RFB 003.008\n");
      out.write(new byte[] {1, 1});
      out.writeInt(0);
      FakeServer.screen(out, 64, 48, "<script>".getBytes(StandardCharsets.UTF_8));
      listen(in);
    });
    viewing.receive(HANDSHAKE);
    await().until(() -> text().endsWith("d-7f3k"));
    assertThat(text()).startsWith("RFB 003.008\n").doesNotContain("script");
  }

  private String text() {
    synchronized (shown) {
      return shown.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void wishesAboutThePictureGoOnButNotThoseForAnotherSize() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("00 000000 20180001 00ff00ff00ff 100800 000000");
    send("02 00 0003 00000007 fffffecb ffffff11");
    send("fb 00 0400 0300 01 00 00000000 0000 0000 0400 0300 00000000");
    send("03 01 0000 0000 0040 0030");
    await().until(() -> heard().endsWith("03010000000000400030"));
    assertThat(heard())
        .contains("02000002" + "00000007" + "ffffff11" + "0301")
        .doesNotContain("fb00");
  }

  @Test
  void keysAndClicksAskFirstAndAreLetGoAtTheEnd() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("05 00 0001 0002  05 01 0003 0004  05 01 0005 0006");
    send("04 01 0000 00000061  ff 00 0001 00000062 00000030  05 09 0005 0006  05 01 0005 0006");
    send("06 000000 00000002 6869");
    await().until(() -> touched.size() == 8);
    assertThat(touched)
        .containsExactly(
            Kind.MOVE,
            Kind.CLICK,
            Kind.MOVE,
            Kind.KEY,
            Kind.KEY,
            Kind.SCROLL,
            Kind.RELEASE,
            Kind.CLIPBOARD);
    viewing.close();
    await().until(() -> heard().endsWith("050000050006"));
    assertThat(heard()).endsWith("ff0000000000006200000030" + "0400000000000061" + "050000050006");
  }

  @Test
  void whatIsNotLetThroughReachesNoScreenAndNothingIsHeldAfterwards() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    holdsTheSeat = false;
    send("05 01 0003 0004  04 01 0000 00000061");
    await().until(() -> touched.size() == 2);
    holdsTheSeat = true;
    send("04 00 0000 00000061  05 01 0007 0008");
    await().until(() -> touched.size() == 4);
    assertThat(touched.getLast()).isEqualTo(Kind.MOVE);
    await().until(() -> !heard().isEmpty());
    assertThat(heard()).isEqualTo("050000070008");
  }

  @Test
  void fourGigabytesOfClipboardAreRefusedAtTheirFirstByte() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("06 000000 7fffffff");
    assertEnds(Code.TOO_LARGE);
  }

  @Test
  void aClipboardOfAnEvenLargerNegativeSizeIsToo() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("06 000000 80000000");
    assertEnds(Code.TOO_LARGE);
  }

  @Test
  void sixtyThousandEncodingsAreRefused() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("02 00 ffff");
    assertEnds(Code.TOO_LARGE);
  }

  @Test
  void aLongFenceIsRefused() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("f8 000000 80000000 ff");
    assertEnds(Code.TOO_LARGE);
  }

  @Test
  void aMessageThatNobodyKnowsEndsTheConnection() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    send("fa 00 01 02");
    assertEnds(Code.BAD_MESSAGE);
  }

  @Test
  void whoeverGoesOnWithTheHandshakeForEverIsRefused() throws IOException {
    viewUsualScreen();
    viewing.receive(HANDSHAKE);
    viewing.receive(new byte[] {1, 1, 1, 1, 1, 1, 1, 1});
    assertEnds(Code.BAD_MESSAGE);
  }

  @Test
  void whoeverSpeaksSomethingElseIsRefused() throws IOException {
    viewUsualScreen();
    viewing.receive("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    assertEnds(Code.BAD_MESSAGE);
  }

  @Test
  void aViewerThatTakesNoPicturesIsCutOff() throws IOException {
    view((in, out) -> {
      FakeServer.greet(out, 64, 48);
      in.readNBytes(24);
      FakeServer.draw(out, 64, 48, 0xFF00FF);
      FakeServer.silence(in);
    });
    viewing.receive(HANDSHAKE);
    await().until(() -> text().endsWith("d-7f3k"));
    takesPictures = false;
    send("03 00 0000 0000 0040 0030");
    assertEnds(Code.TOO_SLOW);
  }

  @Test
  void aScreenThatGoesEndsItsViewers() throws IOException {
    view((in, out) -> FakeServer.greet(out, 64, 48));
    viewing.receive(HANDSHAKE);
    assertEnds(Code.SCREEN_LOST);
  }

  @Test
  void aScreenThatIsNoneEndsItsViewers() throws IOException {
    view((in, out) -> new DataOutputStream(out).writeBytes("HTTP/1.1 200 OK\r\n"));
    assertEnds(Code.SCREEN_LOST);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
