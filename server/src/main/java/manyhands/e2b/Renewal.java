package manyhands.e2b;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves with the certificate that its files hold, also after they are renewed: connections from
/// then on get the new one. While the files are broken or do not belong together, as between the
/// two writes of a renewal, the old one is kept.
final class Renewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /// Authorities renew weeks before the end, and who waits for it looks more than once.
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final CertificateFiles files;
  private final SslContextFactory.Server tls;
  private Certificate served;
  private String trouble = "";
  private @Nullable Thread looking;

  Renewal(CertificateFiles files, Certificate served) {
    this.files = files;
    this.served = served;
    this.tls = new SslContextFactory.Server();
  }

  SslContextFactory.Server tls() {
    return tls;
  }

  void start(ThreadFactory threads) {
    serve(tls);
    Thread thread = threads.newThread(this::keepLooking);
    looking = thread;
    thread.start();
  }

  private void serve(SslContextFactory with) {
    with.setKeyStore(served.store());
    with.setKeyStorePassword("");
  }

  private void keepLooking() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException _) {
      // It is closed.
    }
  }

  /// Whether there was a new one.
  synchronized boolean look() {
    Certificate now;
    try {
      now = files.read();
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
      return false;
    }
    if (now.chain().equals(served.chain())) {
      trouble = "";
      return false;
    }
    Certificate old = served;
    served = now;
    try {
      tls.reload(this::serve);
    } catch (Exception e) {
      served = old;
      tell(String.valueOf(e.getMessage()));
      return false;
    }
    trouble = "";
    LOG.info("the certificate {} was renewed", files.certificate());
    return true;
  }

  /// Once is enough of each.
  private void tell(String words) {
    if (!words.equals(trouble)) {
      trouble = words;
      LOG.warn("the old certificate is still used: {}", words);
    }
  }

  @Override
  public void close() {
    Thread thread = looking;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
