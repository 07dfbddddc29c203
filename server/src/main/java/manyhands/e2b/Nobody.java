package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What is answered for a port that answers nothing itself, in E2B's words: JSON for programs, a
/// page for browsers.
final class Nobody {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private Nobody() {}

  static void home(HttpServletRequest request, HttpServletResponse response, String id)
      throws IOException {
    Words words = new Words(502, "Sandbox Not Found Error", "The sandbox was not found", id, null);
    send(request, response, words);
  }

  static void listens(
      HttpServletRequest request, HttpServletResponse response, String id, String port)
      throws IOException {
    String message = "The sandbox is running but port is not open";
    send(request, response, new Words(502, "Closed Port Error", message, id, port));
  }

  static void refuse(
      HttpServletRequest request, HttpServletResponse response, String id, String why)
      throws IOException {
    send(request, response, new Words(403, "Access Denied Error", why, id, null));
  }

  private record Words(
      int status, String title, String message, String id, @Nullable String port) {}

  private static void send(HttpServletRequest request, HttpServletResponse response, Words words)
      throws IOException {
    response.reset();
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (browser(request)) {
      page(response, words);
      return;
    }
    var answer = Wire.object().put("sandboxId", words.id()).put("message", words.message());
    String port = words.port();
    if (port != null && port.matches("[0-9]{1,9}")) {
      answer.put("port", Integer.parseInt(port));
    } else if (port != null) {
      answer.put("port", port);
    }
    Wire.send(response, words.status(), answer.put("code", words.status()));
  }

  private static boolean browser(HttpServletRequest request) {
    return String.valueOf(request.getHeader("User-Agent")).contains("Mozilla/")
        || String.valueOf(request.getHeader("Accept")).contains("text/html");
  }

  private static void page(HttpServletResponse response, Words words) throws IOException {
    String what = words.port() == null ? words.id() : words.id() + ", port " + words.port();
    byte[] bytes =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="color-scheme" content="light dark">
        <title>%1$s</title>
        <body style="font: 16px/1.5 system-ui, sans-serif; max-width: 32em; margin: 15vh auto; padding: 0 1em">
        <h1 style="font-size: 1.4em">%2$s</h1>
        <p>Sandbox %3$s.</p>
        """
            .formatted(words.title(), plain(words.message()), plain(what))
            .getBytes(UTF_8);
    response.setStatus(words.status());
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Content-Security-Policy", POLICY);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
