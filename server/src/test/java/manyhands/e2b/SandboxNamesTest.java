package manyhands.e2b;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import manyhands.desktop.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ports of real machines, reached as `https://PORT-ID.DOMAIN` with a certificate that is checked.
final class SandboxNamesTest {

  private static final int PATIENCE = 60_000;

  @TempDir private static Path folder;
  private static PortHost host;
  private static RunningProgram server;

  @BeforeAll
  static void start() throws Exception {
    host = new PortHost();
    server = host.serve("i1", PortHost.PORT);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    host.close();
  }

  private static SSLSocket connect(String label) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), host.namesPort());
    SSLSocket socket =
        (SSLSocket)
            host.certificate
                .trusting()
                .getSocketFactory()
                .createSocket(plain, label + "." + PortHost.DOMAIN, host.namesPort(), true);
    SSLParameters checked = socket.getSSLParameters();
    checked.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(checked);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  private static void write(Socket to, String head) throws IOException {
    to.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  /// The whole answer, head and all.
  private static String ask(String label, String named, String rest) throws IOException {
    try (SSLSocket socket = connect(label)) {
      write(socket, "GET %s\nHost: %s\nConnection: close\n\n".formatted(rest, named));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String ask(String label, String rest) throws IOException {
    return ask(label, label + "." + PortHost.DOMAIN, rest);
  }

  @Test
  void aNameLeadsToThatPortOfThatSandbox() throws Exception {
    String answer = ask("3000-i1", "/%2e/a%2Fb?c HTTP/1.1\nE2b-Sandbox-Id: i2\nX-Own: yes");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("i1 GET /%2e/a%2Fb?c\n", "Host: 3000-i1.boxes.test", "X-Own: yes")
        .contains("X-Forwarded-Proto: https")
        .doesNotContain("E2b-Sandbox-Id", "Content-Security-Policy");
    assertThat(ask("3000-I1", "/ HTTP/1.1")).contains("i1 GET /\n");
    assertThat(ask("4000-i1", "/ HTTP/1.1"))
        .contains("HTTP/1.1 502", "port is not open", "\"port\":4000");
    assertThat(ask("4000-i1", "/ HTTP/1.1\nUser-Agent: Mozilla/5.0 (X11)"))
        .contains("HTTP/1.1 502", "<title>Closed Port Error</title>", "port is not open");
    assertThat(ask("3000-i9", "/ HTTP/1.1")).contains("HTTP/1.1 502", "was not found");
    assertThat(ask("3000-i2", "/ HTTP/1.1")).contains("HTTP/1.1 403");
    assertThat(ask("3000-i2", "/ HTTP/1.1\nE2B-Traffic-Access-Token: ta_secret"))
        .contains("HTTP/1.1 502", "port is not open");
  }

  @Test
  void envdHasANameToo() throws Exception {
    assertThat(ask("49983-i1", "/health HTTP/1.1")).startsWith("HTTP/1.1 204");
    assertThat(ask("49983-i1", "/envs HTTP/1.1")).startsWith("HTTP/1.1 401");
    assertThat(ask("49983-i1", "/envs HTTP/1.1\nX-Access-Token: ea_secret_i1"))
        .startsWith("HTTP/1.1 200");
    String shared = "/envs HTTP/1.1\nE2b-Sandbox-Id: i1\nE2b-Sandbox-Port: 49983";
    assertThat(ask("sandbox", shared)).startsWith("HTTP/1.1 401");
  }

  @Test
  void noOtherNameIsAnswered() throws Exception {
    for (String name :
        List.of(
            "127.0.0.1",
            "localhost",
            "boxes.test",
            "x.boxes.test",
            "3000-i1.evil.test",
            "3000-i1.boxes.test.evil.test",
            "3000-i1.x.boxes.test",
            "3000-i1.evilboxes.test",
            "99999999-i1.boxes.test")) {
      assertThat(ask("3000-i1", name, "/ HTTP/1.1")).as(name).startsWith("HTTP/1.1 400");
    }
    assertThat(ask("70000-i1", "/ HTTP/1.1")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aPageSetsCookiesForItselfAlone() throws Exception {
    assertThat(ask("3000-i1", "/cookie HTTP/1.1"))
        .startsWith("HTTP/1.1 204")
        .contains("Set-Cookie: a=b; Path=/\r\n", "X-Own: yes");
  }

  @Test
  void webSocketsGoThroughTlsAndEndWithTheSandboxsServer() throws Exception {
    try (SSLSocket socket = connect("3000-i1")) {
      write(
          socket,
          """
          GET /socket HTTP/1.1
          Host: 3000-i1.boxes.test
          Upgrade: websocket
          Connection: keep-alive, Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """);
      InputStream from = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        head.append((char) from.read());
      }
      assertThat(head.toString())
          .startsWith("HTTP/1.1 101")
          .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(new byte[] {(byte) 0x82, (byte) 0x82, 0, 0, 0, 0, 7, 8});
        assertThat(from.readNBytes(4)).containsExactly(0x82, 2, 7, 8);
      }
      socket.getOutputStream().write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
      assertThat(from.readNBytes(2)).containsExactly(0x88, 0);
      assertThat(from.read()).isEqualTo(-1);
    }
    host.noRelaysAreLeftIn("i1");
  }

  @Test
  void curlGoesThereByTheNameAlone() throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "-sS",
                "--max-time",
                "60",
                "--cacert",
                host.certificate.certificate().toString(),
                "--resolve",
                "3000-i1.boxes.test:" + host.namesPort() + ":127.0.0.1",
                "https://3000-i1.boxes.test:" + host.namesPort() + "/hello")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(curl.getInputStream().readAllBytes(), UTF_8))
        .startsWith("i1 GET /hello\n");
  }

  @Test
  void aSandboxThatEndsTakesItsConnectionsAlong() throws Exception {
    PortHost own = new PortHost();
    try (own;
        RunningProgram _ = own.serve("i1", PortHost.PORT);
        Socket socket = own.connect()) {
      write(
          socket,
          """
          GET /events HTTP/1.1
          Host: 127.0.0.1
          E2b-Sandbox-Id: i1
          E2b-Sandbox-Port: 3000

          """);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      own.end("i1");
      assertThat(socket.getInputStream().readAllBytes())
          .asString(UTF_8)
          .doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void aKeyOrACertificateThatIsNoneIsRefusedInWords() throws Exception {
    Path none = Files.writeString(folder.resolve("none.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
    assertThatThrownBy(() -> Certificate.read(host.certificate.certificate(), none))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + none);
    assertThatThrownBy(() -> Certificate.read(none, host.certificate.key()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pem");
    assertThatThrownBy(() -> Certificate.read(folder.resolve("x"), host.certificate.key()))
        .hasMessageContaining("cannot be read");
  }
}
