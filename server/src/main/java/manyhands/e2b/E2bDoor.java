package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.List;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;
import org.jspecify.annotations.Nullable;

/// The door as a whole: what answers, and where.
public final class E2bDoor implements AutoCloseable {

  /// The control plane's addresses.
  public static final List<String> SANDBOXES = List.of("/sandboxes/*", "/v2/sandboxes/*");

  /// envd's, which are nobody else's.
  public static final List<String> ENVD =
      List.of("/process.Process/*", "/filesystem.Filesystem/*", "/files");

  /// With this header every address is a sandbox's.
  public static final String SANDBOX = EnvdServlet.SANDBOX;

  private final Sandboxes sandboxes;
  private final HttpServlet control;
  private final HttpServlet envd;
  private final HttpServlet ports;
  private final @Nullable NameServer names;

  private E2bDoor(
      Sandboxes sandboxes,
      HttpServlet control,
      HttpServlet envd,
      HttpServlet ports,
      @Nullable NameServer names) {
    this.sandboxes = sandboxes;
    this.control = control;
    this.envd = envd;
    this.ports = ports;
    this.names = names;
  }

  /// `kind` is the kind of desktop that sandboxes are, `key` what clients must show.
  public static E2bDoor of(
      OpenDesktops desktops, String kind, SandboxShelf shelf, String key, Outside outside) {
    return of(desktops, kind, shelf, key, outside, null);
  }

  /// The same, where sandboxes and their ports have names.
  public static E2bDoor of(
      OpenDesktops desktops,
      String kind,
      SandboxShelf shelf,
      String key,
      Outside outside,
      @Nullable NameServer names) {
    EnvdRooms rooms = new EnvdRooms(outside.threads());
    Sandboxes sandboxes = new Sandboxes(desktops, kind, shelf, rooms, outside);
    return new E2bDoor(
        sandboxes,
        new SandboxServlet(
            sandboxes,
            key,
            Runtime.getRuntime().availableProcessors(),
            () -> names == null ? null : names.advertised()),
        new EnvdServlet(sandboxes, rooms, outside.clock()),
        new PortServlet(sandboxes, rooms, key),
        names);
  }

  /// Takes over the sandboxes of the server before this one, once their desktops are there. Fails
  /// when the address for names cannot be had.
  public void start() throws IOException {
    if (names != null) {
      names.start(control, envd, ports);
    }
    sandboxes.start();
  }

  public HttpServlet control() {
    return control;
  }

  /// envd and the other ports of sandboxes, as headers name them.
  public HttpServlet gate() {
    return new SandboxGate(envd, ports);
  }

  @Override
  public void close() {
    if (names != null) {
      names.close();
    }
    sandboxes.close();
  }
}
