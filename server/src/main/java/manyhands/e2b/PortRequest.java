package manyhands.e2b;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request as a program inside a sandbox gets it: what concerns the way there, and every secret
/// of ours, is left out.
final class PortRequest {

  private static final int CHUNK = 1 << 18;

  /// Room for how long a chunk is.
  private static final int HEAD = 10;

  /// What is between two neighbours only.
  private static final Set<String> NEIGHBOURS =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> OURS =
      Set.of(
          "expect",
          "content-length",
          "x-forwarded-proto",
          "x-forwarded-host",
          "e2b-sandbox-id",
          "e2b-sandbox-port",
          PortServlet.TRAFFIC.toLowerCase(Locale.ROOT));

  private final HttpServletRequest request;
  private final @Nullable String host;
  private final List<String> secrets;

  /// `host` stands for the `Host` that was asked for; no header with one of the secrets in it goes
  /// along.
  PortRequest(HttpServletRequest request, @Nullable String host, List<String> secrets) {
    this.request = request;
    this.host = host;
    this.secrets = secrets;
  }

  /// The names of headers that concern two neighbours only: the known ones, and those that
  /// `Connection` names.
  static Set<String> neighbours(Iterable<String> connection) {
    Set<String> all = new HashSet<>(NEIGHBOURS);
    for (String value : connection) {
      for (String name : value.split(",", -1)) {
        all.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return all;
  }

  boolean isUpgrade() {
    return upgrade() != null;
  }

  private @Nullable String upgrade() {
    boolean named =
        Collections.list(request.getHeaders("Connection")).stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
    return named ? request.getHeader("Upgrade") : null;
  }

  boolean hasBody() {
    return request.getContentLengthLong() > 0 || isChunked();
  }

  private boolean isChunked() {
    return request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
  }

  byte[] head() {
    StringBuilder head = new StringBuilder(request.getMethod()).append(' ');
    head.append(request.getRequestURI());
    if (request.getQueryString() != null) {
      head.append('?').append(request.getQueryString());
    }
    head.append(" HTTP/1.1\r\n");
    Set<String> left = neighbours(Collections.list(request.getHeaders("Connection")));
    left.addAll(OURS);
    if (host != null) {
      left.add("host");
      line(head, "Host", host);
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      if (!left.contains(name.toLowerCase(Locale.ROOT))) {
        Collections.list(request.getHeaders(name)).stream()
            .filter(value -> secrets.stream().noneMatch(value::contains))
            .forEach(value -> line(head, name, value));
      }
    }
    line(head, "X-Forwarded-Proto", request.getScheme());
    line(head, "X-Forwarded-Host", String.valueOf(request.getHeader("Host")));
    if (isChunked()) {
      line(head, "Transfer-Encoding", "chunked");
    } else if (request.getContentLengthLong() >= 0) {
      line(head, "Content-Length", "" + request.getContentLengthLong());
    }
    String upgrade = upgrade();
    if (upgrade != null) {
      line(head, "Upgrade", upgrade);
    }
    line(head, "Connection", upgrade == null ? "close" : "Upgrade");
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /// Hands on the body as it comes, in pieces as large as what has come already.
  void send(InputStream body, PortLine to) throws IOException {
    byte[] piece = new byte[HEAD + CHUNK + 2];
    boolean chunked = isChunked();
    for (int count = read(body, piece); count >= 0; count = read(body, piece)) {
      if (!chunked) {
        to.write(piece, HEAD, count);
      } else if (count > 0) {
        byte[] head = (Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1);
        System.arraycopy(head, 0, piece, HEAD - head.length, head.length);
        piece[HEAD + count] = '\r';
        piece[HEAD + count + 1] = '\n';
        to.write(piece, HEAD - head.length, head.length + count + 2);
      }
    }
    if (chunked) {
      byte[] end = "0\r\n\r\n".getBytes(ISO_8859_1);
      to.write(end, 0, end.length);
    }
  }

  /// Behind the room for a chunk's head; -1 at the end.
  private static int read(InputStream body, byte[] to) throws IOException {
    int count = body.read(to, HEAD, CHUNK);
    while (count > 0 && count < CHUNK && body.available() > 0) {
      int more = body.read(to, HEAD + count, CHUNK - count);
      if (more < 0) {
        break;
      }
      count += more;
    }
    return count;
  }
}
