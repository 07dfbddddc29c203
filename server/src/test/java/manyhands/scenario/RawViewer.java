package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A viewer byte by byte, which reads and answers only what it is told to: never a ping.
final class RawViewer implements AutoCloseable {

  private static final int BINARY = 0x82;
  private static final String HELLO = "52464220 3030332e3030380a 01 01";

  private final Socket socket = new Socket();

  /// Connects with a ticket's path and says hello to the screen.
  static RawViewer open(String origin, String path) throws IOException {
    RawViewer viewer = new RawViewer();
    viewer.connect(URI.create(origin), path);
    return viewer;
  }

  private void connect(URI origin, String path) throws IOException {
    // Soon full, when it does not read.
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: binary\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) socket.getInputStream().read());
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 101");
    send(HELLO);
  }

  void send(String hex) throws IOException {
    byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) BINARY);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload);
    socket.getOutputStream().write(frame.array(), 0, frame.position());
    socket.getOutputStream().flush();
  }

  /// Reads, without answering, until the server has ended the connection; what it read.
  byte[] readToTheEnd() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException _) {
      // Cut off rather than closed.
    }
    return all.toByteArray();
  }

  /// What has come by now.
  byte[] readSoFar() throws IOException {
    InputStream in = socket.getInputStream();
    return in.readNBytes(in.available());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
