package manyhands.desktop.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Network;

/// One start of a machine, from its folder to its screen:
///
/// ```
/// launch -> rules -> network stack -> (sandbox) -> screen
/// ```
final class Boot {

  /// Where the host's programs are; some are in the folders for administrators.
  static final String HOST_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /// A second name of the screen's socket, in a folder of our own: what the machine may later put
  /// in its folder, such as a link to another socket of the host, is never connected to.
  static final String SOCKET = "view/rfb";

  private static final int KIND = 0170000;
  private static final int SOCKET_KIND = 0140000;

  /// Half a second on a busy machine is usual; with so many starting at once it may take this long.
  private static final Duration SCREEN_APPEARS = Duration.ofSeconds(30);

  private static final int WORDS_OF_FAILURE = 2000;
  private static final Pattern INIT = Pattern.compile("\"child-pid\": (\\d+)");

  private final LocalPlaces places;
  private final DesktopSpec spec;
  private final ThreadFactory threads;
  private final Path folder;
  private final Identity user;

  Boot(LocalPlaces places, DesktopSpec spec, ThreadFactory threads) {
    this.places = places;
    this.spec = spec;
    this.threads = threads;
    this.folder = places.folder(spec.id());
    this.user = Identity.of(spec.id());
  }

  /// Boots and returns when the screen takes connections. What it leaves when it fails is the
  /// caller's to remove.
  MachineRecord run() throws InterruptedException {
    try {
      Files.createDirectory(folder);
      new Image(places).usedBy(folder);
      Path screen = Files.createDirectory(folder.resolve("screen"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      Files.setPosixFilePermissions(screen, PosixFilePermissions.fromString("rwx------"));
      user.give(screen);
      NetworkRules.write(places, folder);
      List<Path> groups = ControlGroups.make(spec.id(), spec.limits());
      List<String> words = new ArrayList<>(List.of("/bin/sh", places.published() + "/launch"));
      words.add(ControlGroups.words(groups));
      words.addAll(user.become(Sandbox.command(places, folder, spec, groups.isEmpty())));
      return await(start(words));
    } catch (IOException e) {
      throw new DesktopException(
          Code.START_FAILED, "the desktop could not be started: " + e.getMessage(), e);
    }
  }

  private Process start(List<String> words) throws IOException {
    // A session of its own: Ctrl-C in our terminal is not meant for machines.
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
    builder.command().addFirst("setsid");
    builder.environment().clear();
    builder.environment().put("PATH", HOST_PATH);
    builder.environment().put(Processes.MARK, folder.toString());
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
        .start();
  }

  private MachineRecord await(Process started) throws InterruptedException {
    CompletableFuture<Long> init = new CompletableFuture<>();
    threads
        .newThread(() -> {
          try {
            init.complete(follow(started));
          } catch (IOException | RuntimeException e) {
            init.completeExceptionally(e);
          }
        })
        .start();
    try {
      long first = init.get(SCREEN_APPEARS.toMillis(), TimeUnit.MILLISECONDS);
      return MachineRecord.write(folder, started.pid(), first);
    } catch (TimeoutException e) {
      throw new DesktopException(
          Code.START_FAILED,
          "the desktop's screen did not appear within " + SCREEN_APPEARS.toSeconds() + " s",
          e);
    } catch (ExecutionException e) {
      throw new DesktopException(
          Code.START_FAILED,
          "the desktop could not be started: "
              + Objects.requireNonNull(e.getCause()).getMessage()
              + words(started),
          e);
    }
  }

  /// Hears how far it is; ends when the screen is there.
  private long follow(Process started) throws IOException {
    long init = 0;
    BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher child = INIT.matcher(line);
      if (child.find()) {
        init = Long.parseLong(child.group(1));
      } else if (line.equals("rules")) {
        attachNetwork(started.pid());
      } else if (line.equals("@screen") && init > 0) {
        keepSocket();
        return init;
      }
    }
    throw new IOException("its sandbox ended");
  }

  /// The stack must outlive this server, as the machine does; the rules are loaded already.
  private void attachNetwork(long holder) throws IOException {
    if (spec.network() == Network.NONE) {
      return;
    }
    List<String> words =
        List.of(
            "/bin/sh",
            places.published() + "/attach",
            folder.resolve(Processes.NETWORK).toString(),
            "" + holder);
    Process stack = start(Stream.concat(words.stream(), user.number().stream()).toList());
    try (var ready = stack.getInputStream()) {
      if (ready.read() != '1') {
        throw new IOException(
            "slirp4netns did not come up: may this user use /dev/net/tun?"
                + " (MANYHANDS_NETWORK=none does without)");
      }
    } finally {
      stack.getErrorStream().close();
    }
  }

  private void keepSocket() throws IOException {
    Path socket = folder.resolve(SOCKET);
    Path view = Files.createDirectory(folder.resolve("view"));
    Files.setPosixFilePermissions(view, PosixFilePermissions.fromString("rwx------"));
    Files.createLink(socket, folder.resolve("screen/rfb"));
    Object mode = Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if (((int) mode & KIND) != SOCKET_KIND) {
      throw new IOException("its screen is no socket");
    }
  }

  /// What the sandbox said before it ended. Through the handle: ending the process itself would
  /// close the stream.
  private static String words(Process started) {
    started.toHandle().destroyForcibly();
    try (var errors = new InputStreamReader(started.getErrorStream(), StandardCharsets.UTF_8)) {
      char[] words = new char[WORDS_OF_FAILURE];
      int count = errors.read(words);
      return count <= 0 ? "" : ": " + new String(words, 0, count).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
