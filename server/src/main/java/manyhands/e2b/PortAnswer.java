package manyhands.e2b;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// The answer of a program inside a sandbox, handed on as it comes. Whatever it says is hostile.
final class PortAnswer implements HttpParser.ResponseHandler {

  /// As servers allow in requests.
  private static final int LONGEST_HEAD = 32 * 1024;

  private static final int SWITCHING = 101;

  /// What became of it.
  enum End {
    /// It was handed on whole.
    WHOLE,
    /// From now on the connection speaks another protocol.
    SWITCHED,
    /// Nothing that is HTTP came; nothing was handed on.
    NONE,
    /// It broke off in the middle.
    BROKEN
  }

  private final HttpServletResponse response;
  private final boolean isHead;
  private final HttpParser parser = new HttpParser(this, LONGEST_HEAD);
  private final List<HttpField> fields = new ArrayList<>();
  private ByteBuffer unread = ByteBuffer.allocate(0);
  private int status;
  private boolean handed;
  private @Nullable End end;
  private @Nullable IOException left;

  PortAnswer(HttpServletResponse response, boolean isHead) {
    this.response = response;
    this.isHead = isHead;
    parser.setHeadResponse(isHead);
  }

  /// Reads and hands on; fails when who asked does not read any more.
  End pass(PortLine from) throws IOException, InterruptedException {
    while (end == null) {
      byte[] chunk = from.next();
      if (chunk == null) {
        parser.atEOF();
        parser.parseNext(ByteBuffer.allocate(0));
        return end == null ? broken() : end;
      }
      parse(ByteBuffer.wrap(chunk));
    }
    return end;
  }

  private void parse(ByteBuffer bytes) throws IOException {
    while (end == null && bytes.hasRemaining()) {
      boolean stopped = parser.parseNext(bytes);
      if (left != null) {
        throw left;
      }
      if (stopped && end == null && isInterim()) {
        parser.reset();
        parser.setHeadResponse(isHead);
        fields.clear();
      }
    }
    unread = bytes;
    if (handed && end == null) {
      // A stream of events is read as it happens.
      response.flushBuffer();
    }
  }

  /// What came after the head of an answer that switches.
  byte[] rest() {
    byte[] rest = new byte[unread.remaining()];
    unread.get(rest);
    return rest;
  }

  private boolean isInterim() {
    return status / 100 == 1 && status != SWITCHING;
  }

  private End broken() {
    return handed ? End.BROKEN : End.NONE;
  }

  @Override
  public void startResponse(HttpVersion version, int code, String reason) {
    status = code;
  }

  @Override
  public void parsedHeader(HttpField field) {
    fields.add(field);
  }

  @Override
  public boolean headerComplete() {
    if (!isInterim()) {
      hand();
    }
    if (status == SWITCHING) {
      end = End.SWITCHED;
    }
    return end != null;
  }

  private void hand() {
    Set<String> neighbours =
        PortRequest.neighbours(
            fields.stream()
                .filter(field -> field.is("Connection"))
                .map(HttpField::getValue)
                .toList());
    // What our own pages are protected by would break others'.
    response.reset();
    response.setStatus(status);
    for (HttpField field : fields) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value = field.getValue() == null ? "" : field.getValue();
      if (name.equals("set-cookie")) {
        response.addHeader(field.getName(), ofThisNameOnly(value));
      } else if (!neighbours.contains(name)) {
        response.addHeader(field.getName(), value);
      } else if (status == SWITCHING && name.equals("upgrade")) {
        response.setHeader("Upgrade", value);
        response.setHeader("Connection", "Upgrade");
      }
    }
    handed = true;
  }

  /// A sandbox's page sets cookies for itself, never for those beside it.
  private static String ofThisNameOnly(String cookie) {
    return cookie.replaceAll("(?i);\\s*domain\\s*=[^;]*", "");
  }

  @Override
  public boolean content(ByteBuffer bytes) {
    byte[] piece = new byte[bytes.remaining()];
    bytes.get(piece);
    try {
      ServletOutputStream to = response.getOutputStream();
      to.write(piece);
    } catch (IOException e) {
      left = e;
    }
    return left != null;
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    if (!isInterim()) {
      end = End.WHOLE;
    }
    return true;
  }

  @Override
  public void earlyEOF() {
    end = broken();
  }

  @Override
  public void badMessage(HttpException failure) {
    end = broken();
  }
}
