package manyhands.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/// A machine in memory: its files are a map, its commands whatever `onRun` says.
public final class FakeMachine implements Machine {

  public static final String HOME = "/home/user/";

  private final DesktopId id;
  private final ScreenAddress screen;
  public final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
  public volatile Function<Command, CommandResult> onRun =
      _ -> new CommandResult(0, new byte[0], new byte[0], false, false);
  public volatile boolean alive = true;

  public FakeMachine(DesktopId id) {
    this(id, new ScreenAddress.Tcp(InetSocketAddress.createUnresolved("fake", 1), ""));
  }

  /// A machine in memory with a real screen.
  public FakeMachine(DesktopId id, ScreenAddress screen) {
    this.id = id;
    this.screen = screen;
  }

  @Override
  public DesktopId id() {
    return id;
  }

  @Override
  public ScreenAddress screen() {
    return screen;
  }

  @Override
  public boolean alive() {
    return alive;
  }

  @Override
  public CommandResult run(Command command) {
    check();
    return onRun.apply(command);
  }

  @Override
  public List<FileEntry> list(String folder, int limit) {
    check();
    String prefix = folder.isEmpty() || folder.equals(".") ? "" : relative(folder) + "/";
    return files.entrySet().stream()
        .filter(file -> file.getKey().startsWith(prefix))
        .map(file ->
            new FileEntry(
                file.getKey().substring(prefix.length()), file.getValue().length, Instant.EPOCH))
        .filter(file -> !file.path().startsWith(".") && !file.path().contains("/."))
        .limit(limit)
        .toList();
  }

  @Override
  public long read(String path, OutputStream to, long limit) {
    check();
    byte[] content = files.get(relative(path));
    if (content == null) {
      throw new DesktopException(DesktopException.Code.NO_SUCH_FILE, "no plain file: " + path);
    }
    if (content.length > limit) {
      throw new DesktopException(DesktopException.Code.TOO_LARGE, "more than " + limit + " bytes");
    }
    try {
      to.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.length;
  }

  @Override
  public void write(String path, byte[] content) {
    check();
    files.put(relative(path), content);
  }

  private void check() {
    if (!alive) {
      throw new DesktopException(DesktopException.Code.LOST, "the machine is gone");
    }
  }

  private static String relative(String path) {
    return path.startsWith(HOME) ? path.substring(HOME.length()) : path;
  }
}
