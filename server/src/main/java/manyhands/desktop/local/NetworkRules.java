package manyhands.desktop.local;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a desktop with a network may reach: what the image's rules allow, and none of the addresses
/// that this host has now, public as they may be.
final class NetworkRules {

  private static final String FILE = "network.nft";

  /// The resolver of a desktop's own network, should the host be called the same.
  private static final String RESOLVER = "10.0.2.3";

  private NetworkRules() {}

  static Path of(Path folder) {
    return folder.resolve(FILE);
  }

  static void write(LocalPlaces places, Path folder) throws IOException {
    String rules = Files.readString(places.published().resolve(FILE)) + host(addresses());
    Files.writeString(of(folder), rules);
    // Read by the machine's own user.
    Files.setPosixFilePermissions(of(folder), PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static Set<String> addresses() throws SocketException {
    Set<String> found = new TreeSet<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (!each.isLoopback()) {
        each.inetAddresses().map(NetworkRules::text).forEach(found::add);
      }
    }
    found.remove(RESOLVER);
    return found;
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? text.replaceFirst("%.*", "") : text;
  }

  private static String host(Set<String> addresses) {
    StringBuilder rules = new StringBuilder();
    for (String family : List.of("ip", "ip6")) {
      Stream<String> of =
          addresses.stream().filter(each -> each.contains(":") == family.equals("ip6"));
      String set = String.join(", ", of.toList());
      if (!set.isEmpty()) {
        rules.append(
            "    %s daddr { %s } counter reject with icmpx type admin-prohibited\n"
                .formatted(family, set));
      }
    }
    return """
    table inet host {
      chain output {
        type filter hook output priority 0; policy accept;
        oifname "lo" accept
    %s  }
    }
    """
        .formatted(rules);
  }
}
