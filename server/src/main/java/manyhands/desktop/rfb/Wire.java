package manyhands.desktop.rfb;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.ScreenAddress;

/// The socket to a screen, with what is needed to tell whether its other end lives.
final class Wire implements ReadableByteChannel {

  /// A screen's row or two; larger reads save no more time.
  private static final int READ_AHEAD = 256 * 1024;

  private final ByteChannel channel;
  private final Connecting connecting;
  private final Incoming incoming = new Incoming(this, READ_AHEAD);
  private final Outgoing outgoing = new Outgoing();
  private volatile long heardAt = System.nanoTime();

  /// The first thing that is done with a channel.
  @FunctionalInterface
  private interface Connecting {
    void connect() throws IOException;
  }

  private Wire(ByteChannel channel, Connecting connecting) {
    this.channel = channel;
    this.connecting = connecting;
  }

  /// A socket that is not connected yet.
  static Wire to(ScreenAddress address) {
    try {
      return switch (address) {
        case ScreenAddress.UnixSocket unix -> {
          SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
          yield new Wire(channel, () -> channel.connect(UnixDomainSocketAddress.of(unix.path())));
        }
        case ScreenAddress.Tcp tcp -> {
          SocketChannel channel = SocketChannel.open();
          yield new Wire(channel, () -> connect(channel, tcp));
        }
        case ScreenAddress.WebSocket there -> {
          WebSocketLine line = new WebSocketLine(there);
          yield new Wire(line, line::connect);
        }
      };
    } catch (IOException e) {
      throw new DesktopException(Code.LOST, "No socket could be made: " + e.getMessage(), e);
    }
  }

  private static void connect(SocketChannel channel, ScreenAddress.Tcp tcp) throws IOException {
    if (tcp.address().isUnresolved()) {
      throw new UnknownHostException(tcp.address().getHostString());
    }
    channel.connect(tcp.address());
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  void connect() throws IOException {
    connecting.connect();
    heardAt = System.nanoTime();
  }

  void writeOutgoing() throws IOException {
    outgoing.writeTo(channel);
  }

  Incoming incoming() {
    return incoming;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /// When (`System.nanoTime`) the other end was last heard.
  long heardAt() {
    return heardAt;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int count = channel.read(to);
    heardAt = System.nanoTime();
    return count;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    outgoing.end();
    try {
      channel.close();
    } catch (IOException e) {
      // closed as far as it can be: nobody reads or writes any more
    }
  }
}
