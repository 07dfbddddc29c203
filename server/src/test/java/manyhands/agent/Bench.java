package manyhands.agent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.FakeDesktop;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.MemoryBlobs;
import manyhands.event.MemoryEventLog;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.model.Model;
import manyhands.seat.Seat;

/// An agent at a fake desktop with a log in memory.
final class Bench {

  static final SessionId SESSION = new SessionId("s1");
  static final AgentId AGENT = new AgentId("a1");
  static final TaskId TASK = new TaskId("t1");

  final FakeDesktop desktop;
  final Seat seat;
  final MemoryEventLog log = new MemoryEventLog(InstantSource.system());
  final MemoryBlobs blobs = new MemoryBlobs();
  final List<Duration> waited = new ArrayList<>();
  final List<Duration> slept = new ArrayList<>();

  Bench() {
    this(FakeDesktop.named("d1"));
  }

  Bench(FakeDesktop desktop) {
    this.desktop = desktop;
    this.seat = new Seat(desktop, waited::add);
  }

  TaskEnd run(Model model, String task) {
    return run(model, assignment(task, Budget.DEFAULT));
  }

  TaskEnd run(Model model, Assignment assignment) {
    return new Agent(seat, model, log, blobs, _ -> {}, slept::add).run(assignment);
  }

  static Assignment assignment(String task, Budget budget) {
    return new Assignment(SESSION, AGENT, TASK, task, List.of(), budget);
  }

  List<Event> events() {
    return log.read(SESSION, 0, Integer.MAX_VALUE).stream().map(Entry::event).toList();
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
