package manyhands.e2b;

import java.io.IOException;
import java.nio.file.Path;

/// Where a certificate with its chain and its private key are, both in PEM. Authorities renew them
/// in their place.
public record CertificateFiles(Path certificate, Path key) {

  /// As they are now. Fails with words that say which file is wrong, and how to mend it.
  public Certificate read() throws IOException {
    return Certificate.read(certificate, key);
  }
}
