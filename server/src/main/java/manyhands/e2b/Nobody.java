package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What is answered for a port that answers nothing itself, in E2B's words: JSON for programs, a
/// page for people.
final class Nobody {

  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private Nobody() {}

  static void home(HttpServletRequest request, HttpServletResponse response, String id)
      throws IOException {
    send(request, response, new Words(502, id, "The sandbox was not found", null));
  }

  static void listens(
      HttpServletRequest request, HttpServletResponse response, String id, String port)
      throws IOException {
    send(
        request, response, new Words(502, id, "The sandbox is running but port is not open", port));
  }

  static void refuse(
      HttpServletRequest request, HttpServletResponse response, String id, String why)
      throws IOException {
    send(request, response, new Words(403, id, why, null));
  }

  private record Words(int status, String id, String message, @Nullable String port) {}

  private static void send(HttpServletRequest request, HttpServletResponse response, Words words)
      throws IOException {
    response.reset();
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (String.valueOf(request.getHeader("Accept")).contains("text/html")) {
      page(response, words);
      return;
    }
    var answer = Wire.object().put("sandboxId", words.id()).put("message", words.message());
    if (words.port() != null) {
      answer.put("port", words.port());
    }
    Wire.send(response, words.status(), answer.put("code", words.status()));
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
        <h1 style="font-size: 1.4em">%1$s</h1>
        <p>Sandbox %2$s.</p>
        """
            .formatted(plain(words.message()), plain(what))
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
