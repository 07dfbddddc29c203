package manyhands.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import manyhands.desktop.ScreenAddress;

/// A server on a real Unix socket that says what a test wants it to say to its one client.
final class FakeServer implements AutoCloseable {

  private final Path folder;
  private final ServerSocketChannel listening;
  private final Script script;
  private volatile boolean clientGone;

  private FakeServer(Path folder, ServerSocketChannel listening, Script script) {
    this.folder = folder;
    this.listening = listening;
    this.script = script;
  }

  /// What the server does once somebody has connected; then it closes.
  interface Script {
    void play(InputStream in, DataOutputStream out) throws IOException;
  }

  static FakeServer playing(Script script) throws IOException {
    Path folder = Files.createTempDirectory("fake-rfb");
    ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(folder.resolve("screen")));
    FakeServer server = new FakeServer(folder, listening, script);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  /// Sends those bytes, then keeps the connection open without a word.
  static FakeServer saying(byte[] bytes) throws IOException {
    return playing((in, out) -> {
      out.write(bytes);
      silence(in);
    });
  }

  RfbClient connect() {
    return connect(Duration.ofSeconds(10));
  }

  RfbClient connect(Duration patience) {
    RfbOptions usual = RfbOptions.suited(address());
    RfbOptions options = new RfbOptions(usual.encodings(), patience, patience);
    return RfbClient.connect(address(), options, Thread.ofVirtual().factory());
  }

  ScreenAddress address() {
    return new ScreenAddress.UnixSocket(folder.resolve("screen"));
  }

  /// True once the client has closed its side.
  boolean clientGone() {
    return clientGone;
  }

  /// A greeting of version 3.8 without security, for a screen of that size.
  static void greet(DataOutputStream out, int width, int height) throws IOException {
    out.writeBytes("RFB 003.008\n");
    out.write(new byte[] {1, 1});
    out.writeInt(0);
    screen(out, width, height, "test".getBytes(StandardCharsets.UTF_8));
  }

  static void screen(DataOutputStream out, int width, int height, byte[] name) throws IOException {
    out.writeShort(width);
    out.writeShort(height);
    out.write(new byte[16]);
    out.writeInt(name.length);
    out.write(name);
  }

  /// The whole screen in one colour.
  static void draw(DataOutputStream out, int width, int height, int colour) throws IOException {
    out.write(new byte[] {0, 0, 0, 1, 0, 0, 0, 0});
    out.writeShort(width);
    out.writeShort(height);
    out.writeInt(Encoding.RAW.number());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    DataOutputStream words = new DataOutputStream(pixels);
    for (int i = 0; i < width * height; i++) {
      words.writeInt(Integer.reverseBytes(colour));
    }
    out.write(pixels.toByteArray());
  }

  /// Reads whatever the client says until it goes.
  static void silence(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Files.deleteIfExists(folder.resolve("screen"));
    Files.deleteIfExists(folder);
  }

  private void serve() {
    try (SocketChannel client = listening.accept()) {
      InputStream in = Channels.newInputStream(client);
      script.play(in, new DataOutputStream(Channels.newOutputStream(client)));
    } catch (IOException e) {
      // the client went first, as it should
    } finally {
      clientGone = true;
    }
  }
}
