package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import manyhands.desktop.ScreenAddress;
import org.eclipse.jetty.websocket.api.Callback;

/// What `websockify` and a VNC server with a password are, in front of a machine's own screen.
record FakeStream(FakeE2b e2b) {

  private static final String LINK = "link";
  private static final byte[] CHALLENGE = "sixteen letters.".getBytes(US_ASCII);

  void serve(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onBinaryMessage(message -> {
      byte[] bytes = new byte[message.data().remaining()];
      message.data().get(bytes);
      BlockingQueue<byte[]> link = message.attribute(LINK);
      if (link != null) {
        link.add(bytes);
      }
    });
  }

  private void connected(WsConnectContext guest) {
    FakeSandbox sandbox = e2b.sandboxes().get(String.valueOf(guest.header("E2b-Sandbox-Id")));
    if (sandbox == null
        || !sandbox.runs()
        || !sandbox.streaming
        || !sandbox.proxied
        || !"6080".equals(guest.header("E2b-Sandbox-Port"))
        || !sandbox.traffic().equals(guest.header("e2b-traffic-access-token"))) {
      guest.closeSession(1011, "no such stream");
      return;
    }
    BlockingQueue<byte[]> link = new LinkedBlockingQueue<>();
    guest.attribute(LINK, link);
    Thread.ofVirtual().start(() -> run(guest, sandbox, new Guest(link)));
  }

  private static void run(WsContext guest, FakeSandbox sandbox, Guest from) {
    var screen = (ScreenAddress.UnixSocket) sandbox.machine.screen();
    try (SocketChannel to = SocketChannel.open(UnixDomainSocketAddress.of(screen.path()))) {
      sandbox.connections.add(guest::closeSession);
      send(guest, "RFB 003.008\n".getBytes(US_ASCII));
      from.take(12);
      send(guest, new byte[] {1, 2});
      from.take(1);
      send(guest, CHALLENGE);
      if (!Arrays.equals(from.take(16), answer(sandbox.password))) {
        send(guest, new byte[] {0, 0, 0, 1, 0, 0, 0, 3, 'b', 'a', 'd'});
        guest.closeSession();
        return;
      }
      greet(to);
      send(guest, new byte[4]);
      Thread.ofVirtual().start(() -> from.copyTo(to));
      ByteBuffer chunk = ByteBuffer.allocate(32 << 10);
      while (to.read(chunk.clear()) >= 0) {
        send(guest, Arrays.copyOf(chunk.array(), chunk.position()));
      }
    } catch (IOException | InterruptedException | GeneralSecurityException _) {
      // One side has left.
    } finally {
      guest.closeSession();
    }
  }

  private static void send(WsContext guest, byte[] bytes) throws IOException {
    Callback.Completable sent = new Callback.Completable();
    guest.session.sendBinary(ByteBuffer.wrap(bytes), sent);
    try {
      sent.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IOException(e);
    }
  }

  /// As a viewer without a password greets.
  private static void greet(SocketChannel screen) throws IOException {
    read(screen, 12);
    screen.write(ByteBuffer.wrap("RFB 003.008\n".getBytes(US_ASCII)));
    read(screen, read(screen, 1)[0]);
    screen.write(ByteBuffer.wrap(new byte[] {1}));
    read(screen, 4);
  }

  private static byte[] read(SocketChannel from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (from.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    return bytes.array();
  }

  private static byte[] answer(String password) throws GeneralSecurityException {
    byte[] key = Arrays.copyOf(password.getBytes(US_ASCII), 8);
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
    }
    Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
    des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
    return des.doFinal(CHALLENGE);
  }

  /// What the guest sends, as a stream.
  private static final class Guest {
    private final BlockingQueue<byte[]> link;
    private byte[] rest = new byte[0];

    Guest(BlockingQueue<byte[]> link) {
      this.link = link;
    }

    byte[] take(int count) throws InterruptedException {
      while (rest.length < count) {
        byte[] more = link.take();
        int before = rest.length;
        rest = Arrays.copyOf(rest, before + more.length);
        System.arraycopy(more, 0, rest, before, more.length);
      }
      byte[] taken = Arrays.copyOf(rest, count);
      rest = Arrays.copyOfRange(rest, count, rest.length);
      return taken;
    }

    void copyTo(SocketChannel to) {
      try {
        to.write(ByteBuffer.wrap(rest));
        while (to.isOpen()) {
          ByteBuffer more = ByteBuffer.wrap(link.take());
          while (more.hasRemaining()) {
            to.write(more);
          }
        }
      } catch (IOException | InterruptedException _) {
        // The screen is gone.
      }
    }
  }
}
