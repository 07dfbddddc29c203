package manyhands.desktop.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Limits;
import manyhands.desktop.DesktopSpec.Network;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;

/// Runs in a network namespace of its own that stands for the whole world: this host, its
/// neighbours, the cloud's metadata and a public server are addresses of it, with listeners. Knocks
/// on each from inside a desktop and says, a line each, who heard it.
final class NetworkWalk {
  static final int PORT = 4242;
  static final String PUBLIC = "203.0.113.5";

  /// Whom a desktop must not reach.
  static final List<String> PRIVATE =
      List.of(
          "10.9.9.9",
          "100.64.1.1",
          "169.254.169.254",
          "172.16.5.5",
          "192.0.0.8",
          "192.168.77.7",
          "198.18.0.9");

  private static final Set<String> HEARD = ConcurrentHashMap.newKeySet();
  private static final Duration SOON = Duration.ofSeconds(20);

  private NetworkWalk() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocket tcp = new ServerSocket();
    tcp.bind(new InetSocketAddress("0.0.0.0", PORT));
    listen(() -> {
      try (var socket = tcp.accept()) {
        HEARD.add(socket.getLocalAddress().getHostAddress() + " tcp");
        socket.getOutputStream().write("hello\n".getBytes(UTF_8));
      }
    });
    for (String address : addresses()) {
      datagrams(address, PORT);
    }
    datagrams(PUBLIC, 53);
    Path runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    LocalPlaces places = new LocalPlaces(Tree.ROOT.resolve("image"), runtime);
    LocalDesktops desktops = new LocalDesktops(places, Thread.ofVirtual().factory());
    try {
      Limits limits = new Limits(1L << 30, 256, 64L << 20);
      DesktopSpec spec =
          new DesktopSpec(new DesktopId("walker"), new Size(800, 600), Network.INTERNET, limits);
      knock(desktops.start(spec));
    } finally {
      desktops.stop(new DesktopId("walker"));
      LocalPlaces.delete(runtime);
    }
    new TreeSet<>(HEARD).forEach(System.out::println);
    System.exit(0);
  }

  private static List<String> addresses() {
    List<String> all = new java.util.ArrayList<>(PRIVATE);
    all.add("127.0.0.1");
    all.add(PUBLIC);
    return all;
  }

  private static void knock(Machine machine) {
    for (String address : addresses()) {
      knock(machine, address, PORT);
    }
    // The stack's own addresses: the gateway, which stands for the host, and the resolver.
    knock(machine, "10.0.2.2", PORT);
    knock(machine, "10.0.2.3", PORT);
    knock(machine, "10.0.2.3", 53);
    String rules =
        "PATH=$PATH:/usr/sbin; nft add rule inet manyhands output accept; nft flush ruleset; unshare -Urn nft flush ruleset";
    machine.run(Command.shell(rules, SOON));
    knock(machine, PRIVATE.getFirst(), PORT);
  }

  private static void knock(Machine machine, String address, int port) {
    String line =
        "echo x >/dev/udp/%1$s/%2$d; timeout 2 bash -c 'exec 3<>/dev/tcp/%1$s/%2$d; read x <&3'"
            .formatted(address, port);
    machine.run(new Command(List.of("bash", "-c", line), new byte[0], SOON, 1000));
  }

  private static void datagrams(String address, int port) throws Exception {
    DatagramSocket udp = new DatagramSocket(port, InetAddress.getByName(address));
    listen(() -> {
      udp.receive(new DatagramPacket(new byte[100], 100));
      HEARD.add(address + " udp" + (port == PORT ? "" : " " + port));
    });
  }

  private static void listen(Listener listener) {
    Thread.ofVirtual()
        .start(() -> {
          while (true) {
            try {
              listener.hear();
            } catch (java.io.IOException e) {
              return;
            }
          }
        });
  }

  private interface Listener {
    void hear() throws java.io.IOException;
  }
}
