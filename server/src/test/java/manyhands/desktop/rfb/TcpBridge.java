package manyhands.desktop.rfb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import manyhands.desktop.ScreenAddress;

/// A loopback TCP port that leads to a Unix socket.
final class TcpBridge implements AutoCloseable {

  private final ServerSocketChannel port;
  private final ScreenAddress.UnixSocket target;

  private TcpBridge(ServerSocketChannel port, ScreenAddress.UnixSocket target) {
    this.port = port;
    this.target = target;
  }

  static TcpBridge to(ScreenAddress.UnixSocket target) throws IOException {
    ServerSocketChannel port = ServerSocketChannel.open();
    port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    TcpBridge bridge = new TcpBridge(port, target);
    Thread.ofVirtual().start(bridge::accept);
    return bridge;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) port.getLocalAddress();
  }

  @Override
  public void close() throws IOException {
    port.close();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel near = port.accept();
        SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of(target.path()));
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      // the other side has gone
    }
  }
}
