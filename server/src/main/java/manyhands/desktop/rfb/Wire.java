package manyhands.desktop.rfb;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.ScreenAddress;

/// The socket to a screen, with what is needed to tell whether its other end lives.
final class Wire implements ReadableByteChannel {

  /// A screen's row or two; larger reads save no more time.
  private static final int READ_AHEAD = 256 * 1024;

  private final ScreenAddress address;
  private final SocketChannel channel;
  private final Incoming incoming = new Incoming(this, READ_AHEAD);
  private final Outgoing outgoing = new Outgoing();
  private volatile long heardAt = System.nanoTime();

  private Wire(ScreenAddress address, SocketChannel channel) {
    this.address = address;
    this.channel = channel;
  }

  /// A socket that is not connected yet.
  static Wire to(ScreenAddress address) {
    try {
      return new Wire(
          address,
          switch (address) {
            case ScreenAddress.UnixSocket _ -> SocketChannel.open(StandardProtocolFamily.UNIX);
            case ScreenAddress.Tcp _ -> SocketChannel.open();
          });
    } catch (IOException e) {
      throw new DesktopException(Code.LOST, "No socket could be made: " + e.getMessage(), e);
    }
  }

  void connect() throws IOException {
    switch (address) {
      case ScreenAddress.UnixSocket unix ->
          channel.connect(UnixDomainSocketAddress.of(unix.path()));
      case ScreenAddress.Tcp tcp -> {
        if (tcp.address().isUnresolved()) {
          throw new UnknownHostException(tcp.address().getHostString());
        }
        channel.connect(tcp.address());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
    }
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
