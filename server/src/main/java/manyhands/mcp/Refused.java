package manyhands.mcp;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/// Keeps back what the transport says when it refuses a request: its words hold a stack trace.
final class Refused extends HttpServletResponseWrapper {

  private final StringWriter kept = new StringWriter();

  Refused(HttpServletResponse response) {
    super(response);
  }

  boolean isRefused() {
    return getStatus() >= 400;
  }

  /// What to do about it.
  String words() {
    return switch (getStatus()) {
      case 400 ->
          "Send `initialize` first, then its `Mcp-Session-Id` with every message, and"
              + " `Accept: application/json, text/event-stream`.";
      case 404 -> "This session of the transport has ended: send `initialize` again.";
      case 405 -> "There are POST, GET and DELETE here.";
      case 503 -> "The server is shutting down.";
      default -> "Manyhands failed here; its log file has the details.";
    };
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return isRefused() ? new PrintWriter(kept) : super.getWriter();
  }

  @Override
  public void sendError(int status) {
    setStatus(status);
  }

  @Override
  public void sendError(int status, String words) {
    setStatus(status);
  }
}
