package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import java.util.List;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;

/// The door as a whole: what answers, and where.
public final class E2bDoor implements AutoCloseable {

  /// The control plane's addresses.
  public static final List<String> SANDBOXES = List.of("/sandboxes/*", "/v2/sandboxes/*");

  /// envd's, which are nobody else's.
  public static final List<String> ENVD =
      List.of("/process.Process/*", "/filesystem.Filesystem/*", "/files");

  /// Addresses that are envd's with [#SANDBOX], and somebody else's without.
  public static final List<String> SHARED = List.of("/health", "/metrics");

  public static final String SANDBOX = EnvdServlet.SANDBOX;

  private final Sandboxes sandboxes;
  private final HttpServlet control;
  private final HttpServlet envd;

  private E2bDoor(Sandboxes sandboxes, HttpServlet control, HttpServlet envd) {
    this.sandboxes = sandboxes;
    this.control = control;
    this.envd = envd;
  }

  /// `kind` is the kind of desktop that sandboxes are, `key` what clients must show.
  public static E2bDoor of(
      OpenDesktops desktops, String kind, SandboxShelf shelf, String key, Outside outside) {
    EnvdRooms rooms = new EnvdRooms(outside.threads());
    Sandboxes sandboxes = new Sandboxes(desktops, kind, shelf, rooms, outside);
    return new E2bDoor(
        sandboxes,
        new SandboxServlet(sandboxes, key, Runtime.getRuntime().availableProcessors()),
        new EnvdServlet(sandboxes, rooms, outside.clock()));
  }

  /// Takes over the sandboxes of the server before this one, once their desktops are there.
  public void start() {
    sandboxes.start();
  }

  public HttpServlet control() {
    return control;
  }

  public HttpServlet envd() {
    return envd;
  }

  @Override
  public void close() {
    sandboxes.close();
  }
}
