package manyhands.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A file out of a desktop, sent so that no browser shows it as a page of ours: its name and its
/// bytes are whatever an agent was made to write.
final class Attachment {
  private Attachment() {}

  static void send(Context exchange, String name, long size, InputStream bytes) throws IOException {
    exchange
        .status(200)
        .contentType("application/octet-stream")
        .header("Content-Disposition", disposition(name))
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .disableCompression();
    exchange.res().setContentLengthLong(size);
    bytes.transferTo(exchange.res().getOutputStream());
  }

  /// The last part of the name, in ASCII for old clients and in UTF-8 (RFC 6266) for others.
  static String disposition(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    String plain = last.replaceAll("[^A-Za-z0-9._ -]", "_");
    String encoded = URLEncoder.encode(last, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename=\""
        + plain
        + "\"; filename*=UTF-8''"
        + encoded.replace("*", "%2A");
  }
}
