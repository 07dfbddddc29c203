package manyhands.app;

import java.nio.file.Path;
import java.util.Optional;
import manyhands.event.LogException;
import manyhands.mcp.Upstream;
import org.jspecify.annotations.Nullable;

/// The server that holds a data folder, and where there is none, one in this process. That one
/// answers to other programs, too; closing it closes the desktops that they have opened and leaves
/// sessions to the next start.
final class NearestServer implements Upstream.Servers, AutoCloseable {

  /// A server that begins says where it is within seconds, and one that ends lets go as quickly.
  private static final int TRIES = 100;

  private static final int BETWEEN_TRIES_MILLIS = 100;

  private final Settings settings;
  private final Path folder;
  private @Nullable Wiring own;
  private boolean closed;

  NearestServer(Settings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  @Override
  public synchronized Upstream.Place find() {
    for (int i = 0; i < TRIES && !closed; i++) {
      if (own != null) {
        return place(own.address(), own.token());
      }
      try {
        own = start();
      } catch (LogException e) {
        if (e.code() != LogException.Code.LOCKED) {
          throw e;
        }
        Optional<ServerAddress> other = ServerAddress.of(folder);
        if (other.isPresent() && !other.get().serving()) {
          throw new Trouble(
              "\"manyhands run\" does a job in the data folder "
                  + folder
                  + ": try again when it has ended, or choose another folder with --data.");
        }
        if (other.isPresent()) {
          return place(other.get(), Secret.token(folder));
        }
        pause();
      }
    }
    throw new Trouble(
        "something holds the data folder " + folder + " and does not say where it listens.");
  }

  private Wiring start() {
    Wiring wiring = Wiring.open(settings, folder);
    try {
      new Setup(settings.terminal(), DebianPackages.of(settings.installation())).ensure();
      wiring.start("127.0.0.1", 0, true);
      return wiring;
    } catch (RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private static Upstream.Place place(ServerAddress server, String token) {
    return new Upstream.Place(server.uri("/"), token);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted.", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (own != null) {
      own.closeDesktops();
      own.close();
      own = null;
    }
  }
}
