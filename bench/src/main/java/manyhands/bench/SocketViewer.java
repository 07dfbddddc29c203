package manyhands.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.desktop.DesktopId;
import org.jspecify.annotations.Nullable;

/// A viewer at the other end of a screen socket: it asks for plain pixels and counts the updates
/// that come. It asks for the next as soon as one is there, as noVNC does.
final class SocketViewer implements WebSocket.Listener, AutoCloseable {

  private static final Pattern PATH = Pattern.compile("\"path\":\"([^\"]+)\"");
  private static final String VERSION = "RFB 003.008\n";
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  final AtomicLong updates = new AtomicLong();
  private volatile @Nullable WebSocket socket;
  private volatile long lastUpdate;
  private ByteBuffer rest = ByteBuffer.allocate(16 << 20).limit(0);
  private int greeting;

  SocketViewer(HttpClient http, int port, DesktopId desktop)
      throws IOException, InterruptedException {
    String screen = "/api/desktops/" + desktop + "/screen";
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + screen + "-ticket"))
            .header("Authorization", "Bearer " + Premises.TOKEN)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    Matcher path = PATH.matcher(http.send(ask, HttpResponse.BodyHandlers.ofString()).body());
    if (!path.find()) {
      throw new IllegalStateException("no ticket");
    }
    var _ =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path.group(1)), this)
            .join();
  }

  /// When (`System.nanoTime`) the last update was there.
  long lastUpdate() {
    return lastUpdate;
  }

  void key(int keysym) {
    ByteBuffer keys = ByteBuffer.allocate(16);
    keys.put((byte) 4).put((byte) 1).putShort((short) 0).putInt(keysym);
    keys.put((byte) 4).put((byte) 0).putShort((short) 0).putInt(keysym);
    send(keys);
  }

  void click(int x, int y) {
    ByteBuffer click = ByteBuffer.allocate(12);
    click.put((byte) 5).put((byte) 1).putShort((short) x).putShort((short) y);
    click.put((byte) 5).put((byte) 0).putShort((short) x).putShort((short) y);
    send(click);
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    rest.compact();
    rest.put(data);
    rest.flip();
    if (greeting < 4) {
      greet();
    } else {
      while (takeUpdate()) {
        lastUpdate = System.nanoTime();
        updates.incrementAndGet();
        request(true);
      }
    }
    from.request(1);
    return null;
  }

  private void greet() {
    int[] lengths = {12, 2, 4, 24};
    while (greeting < 4 && rest.remaining() >= lengths[greeting]) {
      int name = greeting == 3 ? rest.getInt(rest.position() + 20) : 0;
      if (rest.remaining() < lengths[greeting] + name) {
        return;
      }
      rest.position(rest.position() + lengths[greeting] + name);
      switch (greeting++) {
        case 0 -> send(ByteBuffer.wrap(VERSION.getBytes(StandardCharsets.US_ASCII)).position(12));
        case 1, 2 -> send(ByteBuffer.wrap(new byte[] {1}).position(1));
        default -> {
          ByteBuffer raw = ByteBuffer.allocate(8).put((byte) 2).put((byte) 0).putShort((short) 1);
          send(raw.putInt(0));
          request(false);
        }
      }
    }
  }

  private void request(boolean incremental) {
    ByteBuffer ask = ByteBuffer.allocate(10).put((byte) 3).put((byte) (incremental ? 1 : 0));
    ask.putInt(0).putShort((short) WIDTH).putShort((short) HEIGHT);
    send(ask);
  }

  /// Takes one whole message, if it is there; true when it was an update. Of the others, a screen
  /// whose clipboard nobody uses sends none.
  private boolean takeUpdate() {
    ByteBuffer message = rest.slice();
    if (message.remaining() < 4) {
      return false;
    }
    int count = message.getShort(2) & 0xFFFF;
    long at = 4;
    for (int i = 0; i < count; i++) {
      if (message.remaining() < at + 12) {
        return false;
      }
      int width = message.getShort((int) at + 4) & 0xFFFF;
      int height = message.getShort((int) at + 6) & 0xFFFF;
      at += 12 + 4L * width * height;
    }
    if (message.remaining() < at) {
      return false;
    }
    rest.position(rest.position() + (int) at);
    return true;
  }

  private synchronized void send(ByteBuffer message) {
    var _ = Objects.requireNonNull(socket).sendBinary(message.flip(), true).join();
  }

  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
