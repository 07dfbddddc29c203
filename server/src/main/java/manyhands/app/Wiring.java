package manyhands.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.api.SideDoor;
import manyhands.api.WebFiles;
import manyhands.desktop.Capability;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Size;
import manyhands.desktop.rfb.RecordingFolder;
import manyhands.e2b.E2bDoor;
import manyhands.e2b.NameServer;
import manyhands.e2b.SandboxShelf;
import manyhands.event.DataFolder;
import manyhands.event.EventLog;
import manyhands.event.FileBlobs;
import manyhands.event.LogException;
import manyhands.event.SqliteEventLog;
import manyhands.mcp.McpDoor;
import manyhands.replay.Replay;
import manyhands.secret.SecretFolder;
import manyhands.session.Crew;
import manyhands.session.DesktopKind;
import manyhands.session.DesktopKinds;
import manyhands.session.LiveDesktops;
import manyhands.session.LiveThinking;
import manyhands.session.Outside;
import manyhands.session.RunningSessions;
import manyhands.session.SessionParts;
import manyhands.session.StoredViews;
import manyhands.tool.Leftovers;
import manyhands.tool.McpTools;
import org.jspecify.annotations.Nullable;

/// Puts everything together by hand, from top to bottom. Closing takes it apart from bottom to top.
final class Wiring implements AutoCloseable {
  private static final Size SCREEN = new Size(1280, 800);
  private static final DesktopSpec.Limits DESKTOP_LIMITS =
      new DesktopSpec.Limits(2L << 30, 512, 2L << 30);

  /// What sandboxes for others are made of: machines here.
  private static final String SANDBOX_KIND = "local";

  private static final DesktopId REPLACED = new DesktopId("any");

  /// A machine at the other side of a network, its desktop and its stream come up within this.
  private static final Duration ELSEWHERE = Duration.ofMinutes(3);

  /// Secrets are kept for an hour or so after a session's end: a minute more or less is nothing.
  private static final Duration SECRETS_SWEEP = Duration.ofMinutes(1);

  private final Settings settings;
  private final DataFolder data;
  private final String token;
  private final ToolServers servers;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private @Nullable LiveDesktops desktops;
  private int waiting;
  private ServerAddress address =
      new ServerAddress("127.0.0.1", 0, ProcessHandle.current().pid(), false);

  private Wiring(Settings settings, DataFolder data, String token, ToolServers servers) {
    this.settings = servers.addTo(settings);
    this.servers = servers;
    this.data = data;
    this.token = token;
    parts.push(data);
  }

  /// Takes the data folder. Fails with `LOCKED` when another process has it.
  static Wiring open(Settings settings, Path folder) {
    ToolServers servers = ToolServers.read(settings, folder);
    DataFolder data = DataFolder.open(folder);
    LogFile.openIn(folder);
    return new Wiring(settings, data, Secret.token(folder), servers);
  }

  void start(String host, int port, boolean serving) {
    ThreadFactory threads = Thread.ofVirtual().name("manyhands-", 0).factory();
    Outside outside = new Outside(threads, Clock.systemUTC(), () -> Ids.next(""));
    Telemetry telemetry = part(Telemetry.of(settings));
    EventLog log = telemetry.watching(part(SqliteEventLog.open(data, outside.clock())));
    FileBlobs blobs = FileBlobs.open(data);
    Choices choices = new Choices(settings);
    LiveThinking thinking = new LiveThinking();

    RecordingFolder recordings =
        part(
            RecordingFolder.in(
                data.path().resolve("recordings"), choices.recording(), threads, outside.clock()));
    List<DesktopKind> kinds = kinds(choices, outside, serving);
    McpTools tools = tools();
    tools.start();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    SessionParts sessionParts =
        new SessionParts(
            log,
            blobs,
            telemetry.watching(choices.models().each(model -> new CountedModel(model, metrics))),
            new DesktopKinds(kinds, recordings),
            Crew.of(blobs, thinking, tools),
            choices.limits(),
            outside,
            SecretFolder.in(data.path().resolve("secrets"), new SecureRandom()::nextBytes));
    RunningSessions sessions =
        new RunningSessions(sessionParts, StoredViews.in(data.path().resolve("views")));
    parts.push(serving ? sessions::leave : sessions);
    LiveDesktops desktops = new LiveDesktops(sessionParts);
    this.desktops = desktops;
    parts.push(desktops::leave);
    desktops.start();
    if (serving) {
      sessions.start();
      forgetSecretsInTime(sessions, threads);
    } else {
      waiting = sessions.startBeside().size();
    }

    ApiSettings door = new ApiSettings(host, port, token, Settings.version());
    Commands commands =
        new Commands(
            sessions,
            desktops,
            log,
            thinking,
            new Replay(log, blobs, recordings),
            () ->
                choices
                    .report(kinds.stream().map(DesktopKind::provider).toList())
                    .with(states(tools)),
            outside);
    McpDoor mcp = McpDoor.of(door.version(), sessions, desktops);
    List<SideDoor> sides = sides(mcp, desktops, outside, host, serving);
    ApiServer api = part(new ApiServer(door, WebFiles.built(), commands, metrics, sides));
    parts.push(mcp);
    api.start();

    address = new ServerAddress(host, api.port(), ProcessHandle.current().pid(), serving);
    address.writeTo(data.path());
    parts.push(() -> ServerAddress.remove(data.path()));
    if (serving) {
      // Its own pace: nobody waits for it, and the server answers already.
      threads.newThread(choices::warmUp).start();
    }
  }

  private McpTools tools() {
    Leftovers leftovers = new Leftovers(data.path());
    leftovers.end();
    return part(
        new McpTools(leftovers.marked(servers.own()), Readers.threads(), Settings.version()));
  }

  private static List<MachineReport.Server> states(McpTools tools) {
    return tools.states().stream()
        .map(it -> new MachineReport.Server(it.name(), it.tools(), it.trouble()))
        .toList();
  }

  /// Only a server that goes on has sandboxes: they end by its clock.
  private List<SideDoor> sides(
      McpDoor mcp, LiveDesktops desktops, Outside outside, String host, boolean serving) {
    List<SideDoor> sides = new ArrayList<>();
    sides.add(new SideDoor(McpDoor.PATH, mcp.servlet()));
    if (serving) {
      sides.addAll(e2b(desktops, outside, host));
    }
    return sides;
  }

  private List<SideDoor> e2b(LiveDesktops desktops, Outside outside, String host) {
    SandboxShelf shelf =
        SandboxShelf.in(data.path().resolve("sandboxes"), new SecureRandom()::nextBytes);
    NameServer names = SandboxNames.server(settings, host, outside.threads());
    E2bDoor door = part(E2bDoor.of(desktops, SANDBOX_KIND, shelf, token, outside, names));
    try {
      door.start();
    } catch (IOException e) {
      throw SandboxNames.trouble(settings, e);
    }
    List<SideDoor> sides = new ArrayList<>();
    sides.add(new SideDoor("/*", door.gate(), SideDoor.Keys.ITS_OWN, E2bDoor.SANDBOX));
    E2bDoor.SANDBOXES.forEach(
        path -> sides.add(new SideDoor(path, door.control(), SideDoor.Keys.ITS_OWN, null)));
    E2bDoor.ENVD.forEach(
        path -> sides.add(new SideDoor(path, door.gate(), SideDoor.Keys.ITS_OWN, null)));
    return sides;
  }

  private void forgetSecretsInTime(RunningSessions sessions, ThreadFactory threads) {
    Thread sweeper =
        threads.newThread(() -> {
          try {
            while (true) {
              Thread.sleep(SECRETS_SWEEP);
              sessions.forgetOldSecrets();
            }
          } catch (InterruptedException _) {
            // The server ends.
          } catch (LogException e) {
            System.getLogger(Wiring.class.getName())
                .log(System.Logger.Level.WARNING, "old secrets stay until the next start", e);
          }
        });
    sweeper.start();
    parts.push(sweeper::interrupt);
  }

  /// The usual kind first.
  private List<DesktopKind> kinds(Choices choices, Outside outside, boolean serving) {
    DesktopSource source = settings.desktops();
    DesktopOpener opener = source.opener(outside.threads());
    List<DesktopKind> kinds = new ArrayList<>();
    DesktopProvider here =
        part(source.provider(Place.of(settings, data.path()), outside.threads()));
    kinds.add(kind(here, opener, choices, outside, serving));
    for (DesktopProvider other : source.others(settings, data.path(), outside.threads())) {
      kinds.add(kind(part(other), opener, choices, outside, serving));
    }
    return List.copyOf(kinds);
  }

  private static DesktopPool.Limits limits(DesktopProvider of, Choices choices, boolean serving) {
    DesktopPool.Limits usual = DesktopPool.Limits.USUAL;
    boolean here = of.capabilities().contains(Capability.LIMITS);
    // What is kept ready elsewhere costs money, and takes longer to come up.
    return new DesktopPool.Limits(
        choices.desktops(),
        serving && here ? choices.warm() : 0,
        usual.place(),
        here ? usual.boot() : ELSEWHERE,
        usual.close());
  }

  private DesktopKind kind(
      DesktopProvider provider,
      DesktopOpener opener,
      Choices choices,
      Outside outside,
      boolean serving) {
    DesktopPool pool =
        new DesktopPool(
            provider,
            opener,
            limits(provider, choices, serving),
            () -> new DesktopId("d-" + outside.ids().get()),
            outside.threads());
    parts.push(serving ? pool::leave : pool);
    return new DesktopKind(
        provider, pool, new DesktopSpec(REPLACED, SCREEN, choices.network(), DESKTOP_LIMITS));
  }

  /// Sessions that a killed server left open and that only a serving one goes on with.
  int waiting() {
    return waiting;
  }

  /// Closes the desktops without an agent, which the end of this leaves running otherwise.
  void closeDesktops() {
    if (desktops != null) {
      desktops.close();
    }
  }

  ServerAddress address() {
    return address;
  }

  String token() {
    return token;
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        System.getLogger(Wiring.class.getName())
            .log(System.Logger.Level.WARNING, "could not close", e);
      }
    }
  }
}
