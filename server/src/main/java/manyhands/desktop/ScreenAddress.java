package manyhands.desktop;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Where a machine's screen speaks RFB.
public sealed interface ScreenAddress {

  record UnixSocket(Path path) implements ScreenAddress {}

  /// An empty password means that the screen wants none.
  record Tcp(InetSocketAddress address, String password) implements ScreenAddress {}
}
