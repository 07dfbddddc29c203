package manyhands.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.api.WebFiles;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Recordings;
import manyhands.desktop.Size;
import manyhands.event.DataFolder;
import manyhands.event.FileBlobs;
import manyhands.event.SqliteEventLog;
import manyhands.model.Model;
import manyhands.model.scripted.ScriptedModel;
import manyhands.replay.Replay;
import manyhands.session.Crew;
import manyhands.session.DesktopKind;
import manyhands.session.DesktopKinds;
import manyhands.session.LiveDesktops;
import manyhands.session.LiveThinking;
import manyhands.session.Models;
import manyhands.session.Outside;
import manyhands.session.RunningSessions;
import manyhands.session.SessionLimits;
import manyhands.session.SessionParts;

/// A whole server with real desktops and its doors on a free port.
final class Premises implements AutoCloseable {

  static final String TOKEN = "bench";

  private final DataFolder data;
  final SqliteEventLog log;
  private final DesktopPool pool;
  final FileBlobs blobs;
  final RunningSessions sessions;
  final LiveDesktops desktops;
  private final ApiServer api;

  /// With room for so many desktops.
  Premises(Lab lab, int most) {
    AtomicInteger ids = new AtomicInteger();
    Outside outside =
        new Outside(
            Thread.ofVirtual().factory(),
            InstantSource.system(),
            () -> "b" + System.nanoTime() + "x" + ids.incrementAndGet());
    data = DataFolder.open(lab.folder("premises"));
    log = SqliteEventLog.open(data, outside.clock());
    blobs = FileBlobs.open(data);
    DesktopPool.Limits usual = DesktopPool.Limits.USUAL;
    pool =
        new DesktopPool(
            lab.provider(),
            lab.opener(),
            new DesktopPool.Limits(most, 0, usual.place(), usual.boot(), usual.close()),
            () -> new DesktopId("warm"),
            outside.threads());
    DesktopSpec like =
        new DesktopSpec(
            new DesktopId("like"), new Size(1280, 800), DesktopSpec.Network.NONE, Lab.LIMITS);
    SessionParts parts =
        new SessionParts(
            log,
            blobs,
            new Scripted(),
            new DesktopKinds(List.of(new DesktopKind(lab.provider(), pool, like))),
            Crew.of(blobs, new LiveThinking()),
            new SessionLimits(1, 1, most, Duration.ofMinutes(15)),
            outside);
    sessions = new RunningSessions(parts);
    desktops = new LiveDesktops(parts);
    Commands commands =
        new Commands(
            sessions,
            desktops,
            log,
            new LiveThinking(),
            new Replay(log, blobs, Recordings.NONE),
            () -> new MachineReport(List.of(), List.of(), 1),
            outside);
    api =
        new ApiServer(
            new ApiSettings("127.0.0.1", 0, TOKEN, "bench"),
            WebFiles.built(),
            commands,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    api.start();
  }

  int port() {
    return api.port();
  }

  @Override
  public void close() {
    api.close();
    desktops.close();
    sessions.close();
    pool.close();
    log.close();
    data.close();
  }

  /// The one model that needs no key.
  private record Scripted() implements Models {
    @Override
    public String usual() {
      return "scripted";
    }

    @Override
    public List<String> names() {
      return List.of("scripted");
    }

    @Override
    public boolean knows(String name) {
      return name.equals("scripted");
    }

    @Override
    public Model model(String name) {
      return new ScriptedModel();
    }
  }
}
