package manyhands.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopSpec;
import manyhands.event.MemoryBlobs;
import manyhands.event.MemoryEventLog;
import manyhands.model.Model;
import manyhands.session.Crew;
import manyhands.session.DesktopKind;
import manyhands.session.DesktopKinds;
import manyhands.session.LiveThinking;
import manyhands.session.Models;
import manyhands.session.Outside;
import manyhands.session.RunningSessions;
import manyhands.session.SessionLimits;
import manyhands.session.SessionParts;
import manyhands.simulation.Step.Kind;

/// The engine of one life, wired as `app` does it.
final class Server {

  /// What outlives servers.
  record Kept(MemoryEventLog log, MemoryBlobs blobs, Rack rack, AtomicInteger numbers) {}

  static final int DESKTOPS = 4;

  final Life life;
  final RunningSessions sessions;
  private final DesktopPool pool;
  private final SessionParts parts;
  private final Rack rack;

  Server(Life life, Steps steps, Kept kept, int troublePercent) {
    this.life = life;
    this.rack = kept.rack();
    SimDesktops provider = new SimDesktops(life, steps, kept.rack());
    pool =
        new DesktopPool(
            provider,
            machine ->
                steps.take(
                    life,
                    Kind.OPEN,
                    machine.id().value(),
                    verdict -> {
                      SimMachine it = (SimMachine) machine;
                      SimMachine.check(it.unit(), kept.rack(), verdict);
                      return new SimDesktop(it);
                    }),
            new DesktopPool.Limits(
                DESKTOPS, 0, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(5)),
            () -> new DesktopId("warm-" + kept.numbers().incrementAndGet()),
            life.threads());
    SimBlobs blobs = new SimBlobs(life, steps, kept.blobs());
    Model model = new SimModel(life, steps, kept.rack(), kept.numbers(), troublePercent);
    DesktopSpec like =
        new DesktopSpec(
            new DesktopId("like"),
            SimDesktop.SIZE,
            DesktopSpec.Network.NONE,
            new DesktopSpec.Limits(1, 1, 1));
    parts =
        new SessionParts(
            new SimLog(life, steps, kept.log()),
            blobs,
            only(model),
            new DesktopKinds(List.of(new DesktopKind(provider, pool, like))),
            Crew.of(blobs, new LiveThinking(), time -> steps.sleep(life, time)),
            SessionLimits.USUAL,
            new Outside(
                life.threads(),
                steps,
                () -> "x" + kept.numbers().incrementAndGet(),
                time -> steps.sleep(life, time)));
    sessions = new RunningSessions(parts);
  }

  private static Models only(Model model) {
    return new Models() {
      @Override
      public String usual() {
        return model.name();
      }

      @Override
      public List<String> names() {
        return List.of(model.name());
      }

      @Override
      public boolean knows(String name) {
        return name.equals(model.name());
      }

      @Override
      public Model model(String name) {
        return model;
      }
    };
  }

  void start() {
    sessions.start();
  }

  /// Takes every place of the pool and gives it back; says what is wrong, or nothing.
  String countPlaces() {
    // Those that could not be stopped at first hold their places until a sweep.
    if (rack.wasStubborn()) {
      pool.sweep(Set.of());
    }
    for (int i = 0; i < DESKTOPS; i++) {
      try {
        pool.acquire(parts.desktops().kinds().getFirst().like().named(new DesktopId("place-" + i)));
      } catch (DesktopException e) {
        return "only " + i + " places of " + DESKTOPS + " are free at the end: " + e.getMessage();
      }
    }
    for (int i = 0; i < DESKTOPS; i++) {
      pool.release(new DesktopId("place-" + i));
    }
    return "";
  }

  void close() {
    sessions.close();
    pool.close();
  }
}
