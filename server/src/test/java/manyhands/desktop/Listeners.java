package manyhands.desktop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// Listens on every address of this host and remembers who came.
final class Listeners implements AutoCloseable {

  /// Where user-mode networks put the host.
  private static final List<String> GATEWAYS = List.of("10.0.2.2", "169.254.169.254");

  private final ServerSocket socket;
  private final Set<String> heard = new ConcurrentSkipListSet<>();

  private Listeners(ServerSocket socket) {
    this.socket = socket;
  }

  static Listeners everywhere() throws IOException {
    Listeners listeners = new Listeners(new ServerSocket(0));
    Thread.ofVirtual().start(listeners::listen);
    return listeners;
  }

  private void listen() {
    while (!socket.isClosed()) {
      try (Socket guest = socket.accept()) {
        guest.getOutputStream().write("hello\n".getBytes(UTF_8));
        heard.add(guest.getLocalAddress().getHostAddress());
      } catch (IOException _) {
        // Closed, or the guest left already.
      }
    }
  }

  /// The addresses at which somebody was heard.
  Set<String> heard() {
    return Set.copyOf(heard);
  }

  /// Has a machine try all addresses of this host, all at once.
  void knock(Machine machine) throws IOException {
    Set<String> addresses = new TreeSet<>(GATEWAYS);
    addresses.add("127.0.0.1");
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      each.inetAddresses()
          .map(InetAddress::getHostAddress)
          .filter(address -> address.indexOf(':') < 0)
          .forEach(addresses::add);
    }
    List<String> tries = new ArrayList<>();
    for (String address : addresses) {
      tries.add(
          "timeout 2 bash -c 'exec 3<>/dev/tcp/%s/%d; read -r x <&3' 2>/dev/null &"
              .formatted(address, socket.getLocalPort()));
    }
    machine.run(Command.shell(String.join("\n", tries) + "\nwait", Duration.ofSeconds(60)));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
