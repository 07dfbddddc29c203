package manyhands.desktop.rfb;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// The smallest client of the X protocol: puts pixels on the background of a display.
final class RootWindow {

  private static final int CREATE_GC = 55;
  private static final int PUT_IMAGE = 72;
  private static final int GET_INPUT_FOCUS = 43;

  /// A request may have at most 256 KiB.
  private static final int MOST_PIXELS = 60_000;

  private RootWindow() {}

  /// Returns once the server has drawn them. The pixels are `0xRRGGBB`, row by row.
  static void draw(String display, int width, int[] pixels) {
    var address = UnixDomainSocketAddress.of("/tmp/.X11-unix/X" + display.substring(1));
    try (SocketChannel x = SocketChannel.open(address)) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(x));
      send(x, ByteBuffer.allocate(12).put((byte) 'B').put(2, (byte) 0).putShort(2, (short) 11));
      ByteBuffer screen = setup(in);
      int context = screen.getInt(4);
      int vendor = (screen.getShort(16) + 3) / 4 * 4;
      int root = screen.getInt(32 + vendor + 8 * screen.get(21));
      send(x, request(16, CREATE_GC, 0).putInt(4, context).putInt(8, root).putInt(12, 0));
      int rows = MOST_PIXELS / width;
      for (int y = 0; y < pixels.length / width; y += rows) {
        int[] part =
            Arrays.copyOfRange(pixels, y * width, Math.min(pixels.length, (y + rows) * width));
        ByteBuffer image = request(24 + 4 * part.length, PUT_IMAGE, 2);
        image.putInt(4, root).putInt(8, context);
        image.putShort(12, (short) width).putShort(14, (short) (part.length / width));
        image.putShort(18, (short) y).put(21, (byte) 24).position(24);
        for (int pixel : part) {
          image.putInt(Integer.reverseBytes(pixel));
        }
        send(x, image);
      }
      send(x, request(4, GET_INPUT_FOCUS, 0));
      in.readFully(new byte[32]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer setup(DataInputStream in) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(in.readNBytes(8));
    if (head.get(0) != 1) {
      throw new IOException("the display refused us");
    }
    return ByteBuffer.wrap(in.readNBytes(4 * (head.getShort(6) & 0xFFFF)));
  }

  private static ByteBuffer request(int size, int operation, int detail) {
    ByteBuffer request = ByteBuffer.allocate(size).put((byte) operation).put((byte) detail);
    return request.putShort((short) (size / 4));
  }

  private static void send(SocketChannel x, ByteBuffer request) throws IOException {
    request.clear();
    while (request.hasRemaining()) {
      x.write(request);
    }
  }
}
