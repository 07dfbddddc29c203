package manyhands.api;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Another door on the same port, for programs: a servlet at exactly this path.
///
/// @param header only requests with that header are meant; the others go on as if it were not there
public record SideDoor(String path, HttpServlet servlet, Keys keys, @Nullable String header) {

  /// Who may come in. Host and Origin are checked before every one.
  public enum Keys {
    /// By the same rules as for REST.
    OURS,
    /// The servlet knows, and refuses who may not.
    ITS_OWN
  }

  public SideDoor(String path, HttpServlet servlet) {
    this(path, servlet, Keys.OURS, null);
  }

  boolean isMeant(HttpServletRequest request) {
    return header == null || request.getHeader(header) != null;
  }
}
