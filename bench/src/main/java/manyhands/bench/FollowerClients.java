package manyhands.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Many Socket.IO clients over WebSockets in one process, as cheap as can be, so that what is
/// measured is the server. Each fact carries the time of its append; the clock is the machine's, so
/// it means the same in both processes.
///
/// Arguments: port, token, how many follow, how many never read, the number after which they
/// follow, and the last number to wait for. Says `joined` when all follow, then `lost N` and
/// `latencies` in nanoseconds, separated by spaces.
public final class FollowerClients {
  private static final int BUFFER = 64 * 1024;
  private static final byte[] TIME = "\"why\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NUMBER = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector;
  private final int followers;
  private final long first;
  private final long last;
  private final List<Long> latencies = new ArrayList<>();
  private int joined;
  private int done;
  private long lost;

  private FollowerClients(int followers, long first, long last) throws IOException {
    this.selector = Selector.open();
    this.followers = followers;
    this.first = first;
    this.last = last;
  }

  private final class Client {
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final SocketChannel channel;
    private long seen = first;
    private boolean upgraded;

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    void read() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("a follower was dropped after " + seen);
      }
      in.flip();
      long now = System.nanoTime();
      if (!upgraded) {
        upgraded = skipHead(in);
        if (upgraded) {
          write(channel, frame("40"), frame(join(first)));
        }
      }
      while (upgraded && nextFrame(now)) {
        // All that are there.
      }
      in.compact();
    }

    /// Reads one whole frame; false when there is none.
    private boolean nextFrame(long now) throws IOException {
      in.mark();
      if (in.remaining() < 2) {
        return false;
      }
      in.get();
      int length = in.get() & 0x7f;
      if (length == 126 && in.remaining() >= 2) {
        length = in.getShort() & 0xffff;
      } else if (length >= 126) {
        in.reset();
        return false;
      }
      if (in.remaining() < length) {
        in.reset();
        return false;
      }
      heard(in.position(), length, now);
      in.position(in.position() + length);
      return true;
    }

    private void heard(int at, int length, long now) throws IOException {
      byte[] bytes = in.array();
      if (length == 1 && bytes[at] == '2') {
        write(channel, frame("3"));
      } else if (length > 2 && bytes[at + 1] == '3') {
        joined++;
        if (joined == followers) {
          System.out.println("joined");
        }
      } else if (length > 2 && bytes[at + 1] == '2') {
        long seq = number(bytes, at, length, NUMBER);
        lost += seq - seen - 1;
        seen = seq;
        latencies.add(now - number(bytes, at, length, TIME));
        if (seq == last) {
          done++;
        }
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    String token = arguments[1];
    int followers = Integer.parseInt(arguments[2]);
    int sleepers = Integer.parseInt(arguments[3]);
    FollowerClients clients =
        new FollowerClients(followers, Long.parseLong(arguments[4]), Long.parseLong(arguments[5]));
    List<SocketChannel> asleep = new ArrayList<>();
    for (int i = 0; i < sleepers; i++) {
      SocketChannel channel = open(port, token, 4096);
      write(channel, frame("40"), frame(join(0)));
      asleep.add(channel);
    }
    for (int i = 0; i < followers; i++) {
      SocketChannel channel = open(port, token, BUFFER);
      channel.configureBlocking(false);
      channel.register(clients.selector, SelectionKey.OP_READ, clients.new Client(channel));
      // Those that are there go on meanwhile: the server does not wait long for them.
      clients.selector.selectNow(FollowerClients::read);
    }
    clients.follow();
    for (SocketChannel channel : asleep) {
      channel.close();
    }
  }

  private static void read(SelectionKey key) {
    try {
      ((Client) key.attachment()).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void follow() throws IOException {
    while (done < followers) {
      selector.select(FollowerClients::read);
    }
    System.out.println("lost " + lost);
    StringBuilder all = new StringBuilder("latencies");
    latencies.forEach(nanos -> all.append(' ').append(nanos));
    System.out.println(all);
  }

  private static SocketChannel open(int port, String token, int buffer) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, buffer);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String head =
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    write(channel, ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static String join(long after) {
    return "420[\"session:join\",{\"sessionId\":\"bench\",\"after\":" + after + "}]";
  }

  /// A masked frame; a mask of zeros leaves the text as it is.
  private static ByteBuffer frame(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 6);
    return frame.put((byte) 0x81).put((byte) (0x80 | bytes.length)).putInt(0).put(bytes).flip();
  }

  private static void write(SocketChannel channel, ByteBuffer... buffers) throws IOException {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  private static boolean skipHead(ByteBuffer in) {
    for (int i = in.position(); i + 3 < in.limit(); i++) {
      if (in.get(i) == '\r' && in.get(i + 1) == '\n' && in.get(i + 2) == '\r') {
        in.position(i + 4);
        return true;
      }
    }
    return false;
  }

  private static long number(byte[] bytes, int at, int length, byte[] before) {
    for (int i = at; i < at + length - before.length; i++) {
      int matched = 0;
      while (matched < before.length && bytes[i + matched] == before[matched]) {
        matched++;
      }
      if (matched == before.length) {
        long number = 0;
        for (int j = i + matched; bytes[j] >= '0' && bytes[j] <= '9'; j++) {
          number = number * 10 + bytes[j] - '0';
        }
        return number;
      }
    }
    throw new IllegalStateException("not a fact of the benchmark");
  }
}
