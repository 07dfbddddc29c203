package manyhands.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeMachine;
import manyhands.desktop.FakeProvider;
import manyhands.event.DataFolder;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.EventLog;
import manyhands.event.FileBlobs;
import manyhands.event.MortalLog;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.awaitility.Awaitility;

/// Everything that sessions need, with a real log and real blobs, desktops in memory and a crew
/// that does what a test says.
final class Workshop implements AutoCloseable {

  static final SessionLimits LIMITS = new SessionLimits(8, 10, 2, Duration.ofMillis(300));

  final FakeProvider provider;
  final FakeCrew crew = new FakeCrew();
  final FakeModels models = new FakeModels();
  final DataFolder data;
  final EventLog log;
  final FileBlobs blobs;
  final DesktopPool pool;
  final SessionParts parts;
  final RunningSessions sessions;
  final LiveDesktops desktops;

  /// How far the time of day is off.
  volatile Duration jumped = Duration.ZERO;

  volatile DesktopOpener opener = machine -> new FakeDesktop((FakeMachine) machine);

  private final SqliteEventLog sqlite;
  private final MortalProvider hands;
  private final AtomicInteger ids = new AtomicInteger();

  Workshop(Path folder) {
    this(folder, "");
  }

  /// `round` tells the ids of one server's life from those of the next.
  Workshop(Path folder, String round) {
    this(folder, round, new FakeProvider(), HumanGate.USUAL);
  }

  Workshop(Path folder, String round, HumanGate gate) {
    this(folder, round, new FakeProvider(), gate);
  }

  /// A server that finds the machines of another.
  Workshop(Path folder, String round, FakeProvider machines) {
    this(folder, round, machines, HumanGate.USUAL);
  }

  Workshop(Path folder, String round, FakeProvider machines, HumanGate gate) {
    provider = machines;
    hands = new MortalProvider(machines);
    ThreadFactory threads =
        Thread.ofVirtual().uncaughtExceptionHandler(Workshop::uncaught).factory();
    data = DataFolder.open(folder);
    sqlite = SqliteEventLog.open(data, InstantSource.system());
    log = new FaultyLog(sqlite);
    blobs = FileBlobs.open(data);
    pool =
        new DesktopPool(
            hands,
            machine -> opener.open(machine),
            new DesktopPool.Limits(
                8, 0, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2)),
            () -> new DesktopId("warm-" + ids.incrementAndGet()),
            threads);
    DesktopSpec like =
        new DesktopSpec(
            new DesktopId("like"),
            FakeDesktop.SIZE,
            DesktopSpec.Network.NONE,
            new DesktopSpec.Limits(1, 1, 1));
    parts =
        new SessionParts(
            log,
            blobs,
            models,
            new DesktopKinds(List.of(new DesktopKind(hands, pool, like))),
            crew,
            LIMITS.with(gate),
            new Outside(
                threads,
                () -> Instant.now().plus(jumped),
                () -> round + "x" + ids.incrementAndGet()));
    sessions = new RunningSessions(parts);
    desktops = new LiveDesktops(parts);
  }

  private static void uncaught(Thread thread, Throwable failure) {
    if (!(failure instanceof MortalLog.Death)) {
      failure.printStackTrace();
    }
  }

  /// Lets it die at an append, counted from 1; the latch then opens.
  CountDownLatch dieAt(int append, boolean storesLast) {
    CountDownLatch dead = new CountDownLatch(1);
    faults().onDeath =
        () -> {
          hands.dead = true;
          dead.countDown();
        };
    faults().storesLast = storesLast;
    faults().lastAppend = append;
    return dead;
  }

  /// Ends as a killed process does: nothing is written any more, and no machine stopped.
  void kill() {
    hands.dead = true;
    faults().kill();
    close();
  }

  FaultyLog faults() {
    return (FaultyLog) log;
  }

  SessionView open(int agents, String prompt) {
    return sessions.open(new SessionRequest(prompt, agents, null, null, false, false, null));
  }

  /// Opens a session and waits for its end.
  SessionView run(int agents, String prompt) {
    return ended(open(agents, prompt).id());
  }

  SessionView ended(SessionId id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> view(id).status().ended());
    return view(id);
  }

  SessionView view(SessionId id) {
    return sessions.find(id).orElseThrow();
  }

  List<Entry> entries(SessionId id) {
    return log.read(id, 0, 100_000);
  }

  List<String> types(SessionId id) {
    return entries(id).stream().map(entry -> EventJson.type(entry.event())).toList();
  }

  <T extends Event> List<T> all(SessionId id, Class<T> type) {
    return entries(id).stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    sessions.close();
    desktops.close();
    pool.close();
    sqlite.close();
    data.close();
  }
}
