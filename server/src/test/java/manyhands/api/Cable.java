package manyhands.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network between a client and a server that can be cut.
final class Cable implements AutoCloseable {
  private final ServerSocket end;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  Cable(int port) {
    this.port = port;
    try {
      this.end = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return end.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = end.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(near);
        sockets.add(far);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // Cut.
    }
    sockets.remove(from);
  }

  /// Whether something goes through it now.
  boolean isInUse() {
    return !sockets.isEmpty();
  }

  /// Cuts every connection that goes through it now; new ones are possible.
  void cut() {
    for (Socket socket : Set.copyOf(sockets)) {
      try {
        // Reset instead of a polite end.
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // It was cut already.
      }
      sockets.remove(socket);
    }
  }

  @Override
  public void close() {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
