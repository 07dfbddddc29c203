package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for all names of a domain, made with the JDK's own tool, and who trusts it.
public record TestCertificate(Path certificate, Path key, SSLContext trusting) {

  private static final char[] PASSWORD = "password".toCharArray();

  /// Leaves its two files, in PEM, in the folder.
  public static TestCertificate make(Path folder, String domain) throws Exception {
    Path store = folder.resolve("store.p12");
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "names",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + domain,
                    "-ext",
                    "SAN=dns:*." + domain,
                    "-ext",
                    "BC=ca:true",
                    "-validity",
                    "30",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), US_ASCII);
    if (tool.waitFor() != 0) {
      throw new AssertionError(said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream from = Files.newInputStream(store)) {
      keys.load(from, PASSWORD);
    }
    Path certificate =
        pem(folder, "certificate", "CERTIFICATE", keys.getCertificate("names").getEncoded());
    Path key = pem(folder, "key", "PRIVATE KEY", keys.getKey("names", PASSWORD).getEncoded());

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("names", keys.getCertificate("names"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new TestCertificate(certificate, key, context);
  }

  CertificateFiles files() {
    return new CertificateFiles(certificate, key);
  }

  private static Path pem(Path folder, String name, String kind, byte[] bytes) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body));
  }
}
