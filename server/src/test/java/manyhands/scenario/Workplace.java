package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import manyhands.desktop.rfb.RecordingFolder;
import manyhands.desktop.rfb.RfbDesktops;
import manyhands.event.DataFolder;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.FileBlobs;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.session.Crew;
import manyhands.session.DesktopKind;
import manyhands.session.DesktopKinds;
import manyhands.session.LiveThinking;
import manyhands.session.Outside;
import manyhands.session.RunningSessions;
import manyhands.session.SessionLimits;
import manyhands.session.SessionParts;
import manyhands.session.SessionRequest;
import manyhands.session.SessionView;
import org.awaitility.Awaitility;

/// A server without its doors, in folders of its own. Closing it asserts that nothing of its
/// desktops is left.
final class Workplace implements AutoCloseable {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final DesktopSpec LIKE =
      new DesktopSpec(
          new DesktopId("like"),
          new Size(1280, 800),
          DesktopSpec.Network.NONE,
          new DesktopSpec.Limits(1L << 30, 256, 1L << 30));

  private final Path folder = temporary();
  private final Path runtime = folder.resolve("r");
  private final AtomicInteger ids = new AtomicInteger();
  private final LocalDesktops provider;
  private final RfbDesktops opener;
  private final DesktopPool pool;
  private final DataFolder data;
  private final SqliteEventLog log;
  final RecordingFolder recordings;
  final SessionParts parts;
  final RunningSessions sessions;
  final OnlyScripted models = new OnlyScripted();

  Workplace() {
    this(SessionLimits.USUAL);
  }

  Workplace(SessionLimits limits) {
    ThreadFactory threads = Thread.ofVirtual().factory();
    provider = new LocalDesktops(new LocalPlaces(Tree.ROOT.resolve("image"), runtime), threads);
    assertThat(provider.missing()).as("what this machine lacks for desktops").isEmpty();
    opener = RfbDesktops.whenDrawn(Duration.ofSeconds(20), threads);
    data = DataFolder.open(folder.resolve("data"));
    log = SqliteEventLog.open(data, InstantSource.system());
    FileBlobs blobs = FileBlobs.open(data);
    pool =
        new DesktopPool(
            provider, opener, DesktopPool.Limits.USUAL, () -> new DesktopId("warm"), threads);
    recordings =
        RecordingFolder.in(
            data.path().resolve("recordings"), true, threads, InstantSource.system());
    Outside outside = new Outside(threads, InstantSource.system(), this::nextId);
    parts =
        new SessionParts(
            log,
            blobs,
            models,
            new DesktopKinds(List.of(new DesktopKind(provider, pool, LIKE)), recordings),
            Crew.of(blobs, new LiveThinking()),
            limits,
            outside);
    sessions = new RunningSessions(parts);
    sessions.start();
  }

  /// Short, because sockets are in it, and open to the users that desktops run as.
  private static Path temporary() {
    try {
      return Files.setPosixFilePermissions(
          Files.createTempDirectory(Path.of("/tmp"), "mh"),
          PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Unique on this host, so that control groups left behind can be told from those of others.
  private String nextId() {
    return mark() + "x" + ids.incrementAndGet();
  }

  private String mark() {
    return folder.getFileName().toString();
  }

  SessionId open(int agents, String prompt) {
    return sessions.open(new SessionRequest(prompt, agents, null, null, false, false, null)).id();
  }

  /// Opens a session and waits for its end.
  SessionView run(int agents, String prompt) {
    return ended(open(agents, prompt));
  }

  SessionView ended(SessionId id) {
    Awaitility.await()
        .atMost(ENDS_WITHIN)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> view(id).status().ended());
    return view(id);
  }

  SessionView view(SessionId id) {
    return sessions.find(id).orElseThrow();
  }

  List<Entry> entries(SessionId id) {
    return log.read(id, 0, 100_000);
  }

  <T extends Event> List<T> facts(SessionId id, Class<T> type) {
    return entries(id).stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }

  byte[] artifact(SessionId id, String name) throws IOException {
    try (var bytes = sessions.artifact(id, name).bytes()) {
      return bytes.readAllBytes();
    }
  }

  /// A machine on which a file has appeared.
  Machine whoseFileIs(String path) {
    return Awaitility.await()
        .atMost(ENDS_WITHIN)
        .ignoreExceptions()
        .until(
            () ->
                machines().stream().filter(machine -> has(machine, path)).findFirst().orElse(null),
            machine -> machine != null);
  }

  private static boolean has(Machine machine, String path) {
    var test = new Command(List.of("test", "-e", path), new byte[0], Duration.ofSeconds(5), 0);
    return machine.alive() && machine.run(test).exitCode() == 0;
  }

  List<Machine> machines() {
    return provider.list();
  }

  /// Kills the X server of a machine, as a crash would.
  void killScreen(Machine machine) {
    Path home = runtime.resolve("m").resolve(machine.id().value());
    List<ProcessHandle> screens =
        MarkedProcesses.of(home).stream()
            .flatMap(MarkedProcesses::withDescendants)
            .filter(process -> MarkedProcesses.name(process).matches("X(tiger)?vnc"))
            .distinct()
            .toList();
    assertThat(screens).hasSize(1);
    screens.getFirst().destroyForcibly();
  }

  void awaitGone(Machine machine) {
    Awaitility.await()
        .atMost(ENDS_WITHIN)
        .until(() -> machines().stream().noneMatch(one -> one.id().equals(machine.id())));
  }

  /// The same, for those who left before all was removed.
  void awaitNoDesktops() {
    Awaitility.await().atMost(ENDS_WITHIN).untilAsserted(this::assertNoDesktops);
  }

  /// Asserts that there is neither a process nor a folder nor a control group of any desktop.
  void assertNoDesktops() {
    assertThat(MarkedProcesses.of(runtime)).isEmpty();
    assertThat(names(runtime.resolve("m"))).isEmpty();
    for (String where : List.of("", "memory", "pids")) {
      Path groups = Path.of("/sys/fs/cgroup", where, "manyhands");
      assertThat(names(groups)).noneMatch(name -> name.contains(mark() + "x"));
    }
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sessions.close();
    pool.close();
    opener.close();
    recordings.close();
    log.close();
    data.close();
    awaitNoDesktops();
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
