package manyhands.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.e2b.CertificateFiles;
import manyhands.e2b.NameServer;
import org.jspecify.annotations.Nullable;

/// The names of sandboxes and their ports, `PORT-ID.DOMAIN`, as options or the environment tell
/// them.
final class SandboxNames {

  static final String DOMAIN = "MANYHANDS_E2B_DOMAIN";
  static final String CERTIFICATE = "MANYHANDS_E2B_CERTIFICATE";
  static final String KEY = "MANYHANDS_E2B_KEY";
  static final String PORT = "MANYHANDS_E2B_PORT";

  private static final int HTTPS = 443;
  private static final int LAST_PORT = 65_535;

  /// At least two labels: browsers keep no cookies of pages below a single one apart.
  private static final Pattern NAME =
      Pattern.compile("((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*)(?::([0-9]{1,5}))?");

  private SandboxNames() {}

  /// Null when no domain is given.
  static @Nullable NameServer server(Settings settings, String host, ThreadFactory threads) {
    String domain = settings.variable(DOMAIN).toLowerCase(Locale.ROOT);
    if (domain.isEmpty()) {
      if (!(settings.variable(CERTIFICATE) + settings.variable(KEY)).isEmpty()) {
        throw new Trouble("a certificate is given and no domain: add --e2b-domain DOMAIN.");
      }
      return null;
    }
    Matcher name = NAME.matcher(domain);
    if (!name.matches() || domain.length() > 180) {
      throw new Trouble(
          "--e2b-domain is \"%s\": it must be a name of two words or more, such as"
                  .formatted(Clean.line(domain, 80))
              + " sandboxes.example.com or sandboxes.example.com:8443.");
    }
    int advertised = name.group(2) == null ? 0 : port(name.group(2));
    int usual = advertised == 0 ? HTTPS : advertised;
    String port = settings.variable(PORT);
    int own = port.isEmpty() ? usual : port(port);
    return new NameServer(
        new NameServer.Place(name.group(1), advertised, host, own, certificate(settings)), threads);
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : LAST_PORT + 1;
    if (port > LAST_PORT) {
      throw new Trouble(
          "the port of --e2b-domain is a number from 0 to %d, not %s."
              .formatted(LAST_PORT, Clean.line(text, 20)));
    }
    return port;
  }

  private static CertificateFiles certificate(Settings settings) {
    String certificate = settings.variable(CERTIFICATE);
    String key = settings.variable(KEY);
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new Trouble(
          "--e2b-domain needs a certificate for *.%s: give --e2b-certificate FILE and --e2b-key FILE."
              .formatted(settings.variable(DOMAIN).replaceFirst(":.*", "")));
    }
    Path here = settings.here();
    CertificateFiles files = new CertificateFiles(here.resolve(certificate), here.resolve(key));
    try {
      var _ = files.read();
      return files;
    } catch (IOException e) {
      throw new Trouble(e.getMessage() + ".", e);
    }
  }

  static Trouble trouble(Settings settings, IOException e) {
    return new Trouble(
        "cannot listen for *.%s: %s. Choose another port with --e2b-port."
            .formatted(settings.variable(DOMAIN), e.getMessage()),
        e);
  }
}
