package manyhands.desktop.e2b;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Where E2B is and who we are to it: the key, the control plane, the domain of sandboxes, one
/// address for all of them where there is one (`E2B_SANDBOX_URL`), the template of a desktop, and
/// the tag that tells this installation's sandboxes from everybody else's.
public record E2bAccount(
    String key, URI api, String domain, Optional<URI> sandboxes, String template, String owner) {

  /// The port of the daemon in every sandbox.
  static final int ENVD = 49983;

  /// Domains whose sandboxes share one address for envd.
  private static final Set<String> SHARED =
      Set.of("e2b.app", "e2b.dev", "e2b.pro", "e2b-staging.dev");

  /// An address of the control plane, under whatever path it has.
  URI api(String path) {
    return URI.create(stripped(api) + path);
  }

  /// How a port of a sandbox is reached: where calls are told apart by their headers, one address
  /// is enough.
  URI sandbox(String id, String itsDomain, int port) {
    if (sandboxes.isPresent()) {
      return URI.create(stripped(sandboxes.get()));
    }
    String of = itsDomain.isEmpty() ? domain : itsDomain;
    return port == ENVD && SHARED.contains(of)
        ? URI.create("https://sandbox." + of)
        : URI.create("https://%d-%s.%s".formatted(port, id, of));
  }

  /// Words of others, short, without what could move a cursor and without the key.
  String harmless(String words) {
    String masked = key.isEmpty() ? words : words.replace(key, "***");
    String line = masked.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }

  private static String stripped(URI address) {
    return address.toString().replaceFirst("/+$", "");
  }

  @Override
  public String toString() {
    return "E2bAccount[" + api + "]";
  }
}
