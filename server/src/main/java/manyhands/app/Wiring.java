package manyhands.app;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.event.DataFolder;
import manyhands.event.SqliteEventLog;
import manyhands.session.OpenDesktops;
import manyhands.session.Sessions;

/// Puts everything together by hand, from top to bottom. Closing takes it apart from bottom to top.
final class Wiring implements AutoCloseable {
  private final Settings settings;
  private final DataFolder data;
  private final String token;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private ServerAddress address =
      new ServerAddress("127.0.0.1", 0, ProcessHandle.current().pid(), false);

  private Wiring(Settings settings, DataFolder data, String token) {
    this.settings = settings;
    this.data = data;
    this.token = token;
    parts.push(data);
  }

  /// Takes the data folder. Fails with `LOCKED` when another process has it.
  static Wiring open(Settings settings, Path folder) {
    DataFolder data = DataFolder.open(folder);
    LogFile.openIn(folder);
    return new Wiring(settings, data, Secret.token(folder));
  }

  void start(String host, int port, boolean serving) {
    SqliteEventLog log = part(SqliteEventLog.open(data, Clock.systemUTC()));
    Sessions sessions = part(new Unwired());
    OpenDesktops desktops = part(new Unwired.Desktops());
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    ApiSettings door = new ApiSettings(host, port, token, Settings.version());
    Commands commands = new Commands(sessions, desktops, log, this::machine);
    ApiServer api = part(new ApiServer(door, commands, metrics));
    api.start();

    address = new ServerAddress(host, api.port(), ProcessHandle.current().pid(), serving);
    address.writeTo(data.path());
    parts.push(() -> ServerAddress.remove(data.path()));
  }

  /// Refuses what no session could be opened with, before anything is installed or started.
  void check(int agents, String model, String desktop) {
    settings.variable(model + agents + desktop);
  }

  ServerAddress address() {
    return address;
  }

  String token() {
    return token;
  }

  private MachineReport machine() {
    return new MachineReport(List.of(), List.of(), 4);
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
