package manyhands.desktop;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Where a machine's screen speaks RFB.
public sealed interface ScreenAddress {

  /// What the screen asks for; empty where it asks for none.
  String password();

  record UnixSocket(Path path) implements ScreenAddress {
    @Override
    public String password() {
      return "";
    }
  }

  record Tcp(InetSocketAddress address, String password) implements ScreenAddress {}

  /// RFB inside the binary messages of a WebSocket, as `websockify` has it. The headers, too, may
  /// be secret: neither they nor the password are ever shown.
  record WebSocket(URI address, Map<String, String> headers, String password)
      implements ScreenAddress {
    @Override
    public String toString() {
      return "WebSocket[" + address + "]";
    }
  }
}
