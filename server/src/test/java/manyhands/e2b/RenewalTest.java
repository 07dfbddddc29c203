package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that are replaced in their files while a server uses them.
final class RenewalTest {

  private static final String DOMAIN = "boxes.test";
  private static final int PATIENCE = 60_000;

  @TempDir private static Path made;
  private static TestCertificate first;
  private static TestCertificate second;

  @TempDir private Path folder;
  private CertificateFiles files;
  private Renewal renewal;
  private Server server;
  private int port;

  @BeforeAll
  static void make() throws Exception {
    first = TestCertificate.make(Files.createDirectory(made.resolve("1")), DOMAIN);
    second = TestCertificate.make(Files.createDirectory(made.resolve("2")), DOMAIN);
  }

  @BeforeEach
  void start() throws Exception {
    files = new CertificateFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
    put(first.certificate(), files.certificate());
    put(first.key(), files.key());
    renewal = new Renewal(files, files.read());
    server = new Server();
    ServerConnector connector = new ServerConnector(server, renewal.tls());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    renewal.start(Thread.ofVirtual().factory());
    server.start();
    port = connector.getLocalPort();
  }

  @AfterEach
  void stop() {
    renewal.close();
    LifeCycle.stop(server);
  }

  private SSLSocket connect(TestCertificate trusted) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            trusted
                .trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
    socket.startHandshake();
    return socket;
  }

  private static void put(Path what, Path at) throws IOException {
    var _ = Files.copy(what, at, REPLACE_EXISTING);
  }

  @Test
  void newConnectionsGetTheRenewedOneAndOldOnesGoOn() throws Exception {
    assertThat(renewal.look()).isFalse();
    try (SSLSocket old = connect(first)) {
      put(second.certificate(), files.certificate());
      put(second.key(), files.key());
      assertThat(renewal.look()).isTrue();
      assertThat(renewal.look()).isFalse();
      assertThatThrownBy(() -> connect(first).close()).isInstanceOf(IOException.class);
      connect(second).close();
      old.getOutputStream().write("GET / HTTP/1.1\r\nHost: boxes.test\r\n\r\n".getBytes(US_ASCII));
      assertThat(old.getInputStream().readNBytes(12)).asString(US_ASCII).isEqualTo("HTTP/1.1 404");
    }
  }

  @Test
  void halfOfARenewalAndRubbishKeepTheOldOne() throws Exception {
    put(second.certificate(), files.certificate());
    assertThat(renewal.look()).isFalse();
    connect(first).close();
    for (String rubbish :
        List.of("", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----")) {
      var _ = Files.writeString(files.certificate(), rubbish);
      assertThat(renewal.look()).isFalse();
    }
    Files.delete(files.certificate());
    assertThat(renewal.look()).isFalse();
    connect(first).close();
    put(second.certificate(), files.certificate());
    put(second.key(), files.key());
    assertThat(renewal.look()).isTrue();
    connect(second).close();
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedInWords() {
    assertThatThrownBy(() -> Certificate.read(first.certificate(), second.key()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the key of the first certificate in");
  }
}
