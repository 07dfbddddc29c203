package manyhands.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.ImageFormat;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.seat.ActionRecorder;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.session.AgentStatus;
import manyhands.session.AgentView;
import manyhands.session.SessionControl;
import manyhands.session.SessionException;
import manyhands.session.SessionRequest;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.simulation.Step.Kind;
import org.jspecify.annotations.Nullable;

/// Those who use a server: they open, stop and pause sessions and agents, write, look, take seats,
/// twice and against each other. Each command is a thread of its own.
final class People {

  private static final Capture CAPTURE = new Capture(ImageFormat.JPEG, SimDesktop.SIZE);
  private static final Actor.Human PERSON = new Actor.Human("browser");

  /// Enough for the longest run, and for a clock that jumps by days.
  private static final Amounts MORE = new Amounts(10_000, 10_000_000L, Duration.ofDays(9), null);

  private final Steps steps;
  private final Rack rack;
  private final AtomicBoolean seated = new AtomicBoolean();

  People(Steps steps, Rack rack) {
    this.steps = steps;
    this.rack = rack;
  }

  /// Whoever had a seat lost it with the server.
  void forget() {
    seated.set(false);
  }

  void open(Server server, int agents, boolean keep, @Nullable Budget budget) {
    order(
        server,
        () ->
            server.sessions.open(
                new SessionRequest("do it", agents, null, null, false, keep, budget)));
  }

  void stop(Server server, SessionId id) {
    order(server, () -> server.sessions.stop(id, "a person"));
  }

  /// Something that the dice say; returns what.
  String anything(Server server, List<SessionId> ids, Random random) {
    SessionId id = ids.get(random.nextInt(ids.size()));
    AgentId agent = new AgentId("a" + (1 + random.nextInt(2)));
    return switch (random.nextInt(10)) {
      case 0 -> {
        stop(server, id);
        yield "stop " + id;
      }
      case 1 -> {
        stop(server, id);
        stop(server, id);
        yield "stop twice " + id;
      }
      case 2 -> {
        order(server, () -> server.sessions.look(id, agent, CAPTURE));
        yield "look " + id + " " + agent;
      }
      case 3 -> {
        order(server, () -> server.sessions.find(id));
        yield "find " + id;
      }
      case 4, 5 -> {
        sit(server, id, agent);
        yield "sit " + id + " " + agent;
      }
      default -> steer(server, id, random.nextBoolean() ? agent : null, random);
    };
  }

  /// An order to one agent, or to all.
  private String steer(Server server, SessionId id, @Nullable AgentId agent, Random random) {
    SessionControl control = server.sessions.control();
    return switch (random.nextInt(5)) {
      case 4 -> {
        order(server, () -> server.sessions.find(id).ifPresent(it -> attend(server, it)));
        yield "attend to " + id;
      }
      case 0 -> {
        order(server, () -> control.send(id, agent, "a word"));
        yield "write to " + id + " " + agent;
      }
      case 1 -> {
        AgentId one = agent == null ? new AgentId("a1") : agent;
        order(server, () -> control.stop(id, one, "a person"));
        yield "stop " + id + " " + one;
      }
      case 2 -> {
        order(server, () -> control.pause(id, agent, "a person"));
        yield "pause " + id + " " + agent;
      }
      default -> {
        order(
            server,
            () -> {
              control.pause(id, agent, "a person");
              steps.take(server.life, Kind.COMMAND, "thinks", _ -> true);
              control.resume(id, agent, "a person");
            });
        yield "pause and resume " + id + " " + agent;
      }
    };
  }

  /// Lets go on what waits for people: budgets that are used up, questions, what was paused; false
  /// when nothing does.
  boolean attend(Server server, SessionView session) {
    SessionControl control = server.sessions.control();
    session
        .budget()
        .reached()
        .forEach(
            it -> order(server, () -> control.raise(session.id(), it.task(), MORE, "a person")));
    session
        .questions()
        .forEach(it ->
            order(server, () -> control.tell(session.id(), it.id(), "as you like", "a person")));
    boolean paused = resume(server, session);
    return paused || !session.budget().reached().isEmpty() || !session.questions().isEmpty();
  }

  private boolean resume(Server server, SessionView session) {
    boolean paused =
        session.status() == SessionStatus.PAUSED && session.budget().reached().isEmpty();
    if (paused) {
      order(server, () -> server.sessions.control().resume(session.id(), null, "a person"));
    }
    for (AgentView agent : session.agents()) {
      if (agent.status() == AgentStatus.PAUSED) {
        order(server, () -> server.sessions.control().resume(session.id(), agent.id(), "a person"));
        paused = true;
      }
    }
    return paused;
  }

  /// Takes a seat, does something, and gives it back some time later.
  private void sit(Server server, SessionId id, AgentId agent) {
    if (!seated.compareAndSet(false, true)) {
      return;
    }
    order(
        server,
        () -> {
          try {
            sit(server, server.sessions.seat(id, agent));
          } finally {
            seated.set(false);
          }
        });
  }

  private void sit(Server server, Seat seat) {
    seat.take(PERSON);
    hold(seat, true);
    try {
      var _ = seat.perform(PERSON, SimDesktop.PERSONS, null, UNRECORDED);
      steps.take(server.life, Kind.COMMAND, "sits", _ -> true);
    } finally {
      hold(seat, false);
    }
    seat.handBack("the person left");
  }

  private void hold(Seat seat, boolean held) {
    for (Rack.Unit unit : rack.units()) {
      if (unit.id.equals(seat.desktop().id())) {
        unit.held = held;
      }
    }
  }

  private static final ActionRecorder UNRECORDED =
      new ActionRecorder() {
        @Override
        public void intended() {}

        @Override
        public void ended(manyhands.event.Event.Outcome outcome, String message, Duration took) {}
      };

  /// Runs a command; what people may be told is told, anything else is wrong.
  void order(Server server, Runnable command) {
    Runnable careful =
        () -> {
          try {
            command.run();
          } catch (SessionException | LogException | DesktopException _) {
            // People are told so.
          }
        };
    server.life.threads().newThread(careful).start();
  }
}
