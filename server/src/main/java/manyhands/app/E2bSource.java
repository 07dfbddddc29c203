package manyhands.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.e2b.E2bAccount;
import manyhands.desktop.e2b.E2bDesktops;

/// Desktops at E2B, as the environment describes the account: the names of its variables are those
/// that E2B's own clients know.
final class E2bSource {

  static final String KEY = "E2B_API_KEY";

  /// Several times within the time that a desktop is given.
  private static final Duration EXTEND_EVERY = Duration.ofMinutes(2);

  private E2bSource() {}

  static E2bDesktops desktops(Settings settings, Path dataFolder, ThreadFactory threads) {
    String domain = orElse(settings.variable("E2B_DOMAIN"), "e2b.app");
    E2bAccount account =
        new E2bAccount(
            settings.variable(KEY),
            address(
                "E2B_API_URL", orElse(settings.variable("E2B_API_URL"), "https://api." + domain)),
            domain,
            Optional.of(settings.variable("E2B_SANDBOX_URL"))
                .filter(url -> !url.isEmpty())
                .map(url -> address("E2B_SANDBOX_URL", url)),
            orElse(settings.variable("MANYHANDS_E2B_TEMPLATE"), "desktop"),
            settings.variable(KEY).isEmpty() ? "" : owner(dataFolder));
    return new E2bDesktops(account, EXTEND_EVERY, () -> Ids.next(""), threads);
  }

  /// Two installations may share a key: each tells its own desktops by this.
  private static String owner(Path dataFolder) {
    Path file = dataFolder.resolve("installation");
    try {
      String owner = Files.exists(file) ? Files.readString(file).strip() : "";
      if (owner.isEmpty() && Files.isDirectory(dataFolder)) {
        owner = Ids.next("");
        Secret.write(file, owner + "\n");
      }
      return owner;
    } catch (IOException e) {
      throw new Trouble("cannot keep " + file + ": " + e.getMessage(), e);
    }
  }

  private static URI address(String name, String value) {
    String wrong =
        "%s is \"%s\": it must be an address such as https://api.e2b.app."
            .formatted(name, Clean.line(value, 60));
    try {
      URI address = URI.create(value);
      if (String.valueOf(address.getScheme()).matches("https?") && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new Trouble(wrong, e);
    }
    throw new Trouble(wrong);
  }

  private static String orElse(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }
}
