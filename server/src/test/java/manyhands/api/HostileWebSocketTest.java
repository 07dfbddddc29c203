package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import manyhands.event.Event;
import manyhands.event.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// WebSocket frames that no honest client sends, byte by byte.
final class HostileWebSocketTest {
  private static final int TEXT = 0x81;
  private static final int TEXT_BEGINS = 0x01;
  private static final int CONTINUES = 0x00;
  private static final int BINARY = 0x82;

  private ApiFixture api;
  private Socket socket;

  @BeforeEach
  void start() throws IOException {
    api = new ApiFixture();
    socket = open(16 * 1024);
    assertThat(frame(socket.getInputStream())).startsWith("0{");
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    api.close();
  }

  @Test
  void aFrameOfAHundredMegabytesIsRefusedOnceMoreThanAMessageHasCome() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(14).put((byte) TEXT).put((byte) (0x80 | 127));
    write(head.putLong(100L << 20).putInt(0).array());
    write("4".repeat(70_000).getBytes(StandardCharsets.US_ASCII));
    assertThat(closed()).isEqualTo(1009);
  }

  @Test
  void fragmentsThatNeverEndAreRefused() throws IOException {
    byte[] part = "4".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    send(TEXT_BEGINS, part);
    for (int i = 0; i < 10; i++) {
      try {
        send(CONTINUES, part);
      } catch (IOException e) {
        // It is over already.
        break;
      }
    }
    assertThat(closed()).isEqualTo(1009);
  }

  @Test
  void whatIsNotUtf8IsRefused() throws IOException {
    send(TEXT, new byte[] {'4', '2', (byte) 0xc0, (byte) 0xaf});
    assertThat(closed()).isEqualTo(1007);
  }

  @Test
  void aFrameWithoutMaskIsRefused() throws IOException {
    write(new byte[] {(byte) TEXT, 2, '4', '0'});
    assertThat(closed()).isEqualTo(1002);
  }

  @Test
  void binaryIsRefused() throws IOException {
    send(BINARY, new byte[] {1, 2, 3});
    assertThat(closed()).isEqualTo(1003);
  }

  @Test
  void whatIsNoPacketIsRefused() throws IOException {
    send(TEXT, "9rabbit".getBytes(StandardCharsets.US_ASCII));
    assertThat(closed()).isEqualTo(1003);
  }

  @Test
  void aClientThatNeverReadsIsDroppedAndNobodyElseNotices() throws IOException {
    SessionId brie = new SessionId("brie");
    for (int i = 0; i < 1500; i++) {
      api.log.append(brie, new Event.PlanChanged("x".repeat(10_000)));
    }
    try (Socket sleeper = open(4096)) {
      sleeper.getOutputStream().write(masked(TEXT, "40".getBytes(StandardCharsets.US_ASCII)));
      join(sleeper, 0);
      socket.getOutputStream().write(masked(TEXT, "40".getBytes(StandardCharsets.US_ASCII)));
      join(socket, 1500);
      await().until(() -> api.server().clients() == 2);
      await().atMost(Duration.ofSeconds(25)).until(() -> api.server().clients() == 1);
    }
    api.log.append(brie, new Event.PlanChanged("fresh"));
    String heard = frame(socket.getInputStream());
    while (!heard.startsWith("42")) {
      heard = frame(socket.getInputStream());
    }
    assertThat(heard).contains("\"seq\":1501", "fresh");
  }

  private static void join(Socket socket, int after) throws IOException {
    String words = "420[\"session:join\",{\"sessionId\":\"brie\",\"after\":" + after + "}]";
    socket.getOutputStream().write(masked(TEXT, words.getBytes(StandardCharsets.US_ASCII)));
  }

  private Socket open(int buffer) throws IOException {
    Socket opened = new Socket();
    opened.setReceiveBufferSize(buffer);
    opened.setSoTimeout(20_000);
    opened.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
    String head =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + ApiFixture.TOKEN
            + "\r\n\r\n";
    opened.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) opened.getInputStream().read());
    }
    assertThat(answer.toString())
        .startsWith("HTTP/1.1 101")
        .doesNotContain("deflate", "Set-Cookie");
    return opened;
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  private void send(int head, byte[] payload) throws IOException {
    write(masked(head, payload));
  }

  private static byte[] masked(int head, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) head);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  /// The code with which the server ends the socket.
  private int closed() throws IOException {
    InputStream in = socket.getInputStream();
    int head = in.read();
    while (head != 0x88) {
      assertThat(head).as("a close frame").isNotEqualTo(-1);
      int length = in.read();
      in.readNBytes(length == 126 ? (in.read() << 8) + in.read() : length);
      head = in.read();
    }
    byte[] rest = in.readNBytes(in.read());
    return ByteBuffer.wrap(rest).getShort();
  }

  private static String frame(InputStream in) throws IOException {
    assertThat(in.read()).isEqualTo(TEXT);
    int length = in.read();
    if (length == 126) {
      length = (in.read() << 8) + in.read();
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
