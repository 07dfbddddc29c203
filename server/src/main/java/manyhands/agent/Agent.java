package manyhands.agent;

import java.util.List;
import java.util.function.Consumer;
import manyhands.event.Blobs;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.model.Asking;
import manyhands.model.Computer;
import manyhands.model.Model;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ToolSpec;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.seat.Seat.Sleeper;

/// The loop that works on one task at one desktop:
///
/// ```
///           +--------------------------------------------------------------+
///           v                                                              |
/// start -> look -> ask -> read -> act -> settle -> act -> settle ... ------+
///           |       |      |       |
///           |       |      |       +-- finish, fail ------> Done, Failed
///           |       |      |       +-- finish, disputed --> look
///           |       |      |       +-- not allowed -------> the rest is skipped; look
///           |       |      |       +-- stale, failed -----> the rest is skipped; look
///           |       |      |       +-- a person came -----> the rest is dropped; wait, look
///           |       |      +-- gets nowhere -------------> told, ... asked about, or Failed
///           |       |      +-- malformed -----------------> nothing is done; ask, or Failed
///           |       +-- budget used up, model failed -----> Failed
///           +-- desktop gone -----------------------------> DesktopLost
/// (interrupted anywhere -> Stopped; paused: stands still before ask and before each act)
/// ```
///
/// A try that a server before this one began goes on where [Progress] finds it.
///
/// One agent may run several tasks, one after the other, on the thread that calls [#run].
public final class Agent {

  private final Seat seat;
  private final Model model;
  private final EventLog log;
  private final Blobs blobs;
  private final ThinkingListener live;
  private final Sleeper sleeper;

  /// The names of all tools that a model can be given.
  public static List<String> tools() {
    return Instructions.tools(Computer.FUNCTIONS).stream().map(ToolSpec::name).toList();
  }

  /// `live` hears reasoning as it streams in.
  public Agent(Seat seat, Model model, EventLog log, Blobs blobs, ThinkingListener live) {
    this(seat, model, log, blobs, live, Thread::sleep);
  }

  /// `sleeper` lets the time between two tries to ask pass.
  public Agent(
      Seat seat, Model model, EventLog log, Blobs blobs, ThinkingListener live, Sleeper sleeper) {
    this.seat = seat;
    this.model = model;
    this.log = log;
    this.blobs = blobs;
    this.live = live;
    this.sleeper = sleeper;
  }

  /// Works on the task with nobody who steers.
  public TaskEnd run(Assignment assignment) {
    return run(assignment, Steering.NONE);
  }

  /// Works on the task until it ends, from where an earlier server left it if one did, writing
  /// every step to the log (the end itself is the caller's to write). Interrupting the thread stops
  /// it. Throws a [manyhands.event.LogException] when the log cannot be written: nothing is done
  /// that could not be written down first.
  public TaskEnd run(Assignment assignment, Steering steering) {
    return run(assignment, steering, ExtraTools.NONE);
  }

  /// The same with the tools of other servers.
  public TaskEnd run(Assignment assignment, Steering steering, ExtraTools servers) {
    try {
      return run(assignment, steering, servers, ExtraCalls.offer(servers, assignment.soFar()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new TaskEnd.Stopped();
    }
  }

  private TaskEnd run(
      Assignment assignment, Steering steering, ExtraTools servers, List<ExtraTool> offered) {
    Pictures pictures = new Pictures(blobs);
    List<ToolSpec> specs = offered.stream().map(ExtraTool::spec).toList();
    Transcript transcript = new Transcript(assignment, model.computer(), pictures::bytes, specs);
    LoopGuard guard = new LoopGuard(assignment.agent());
    Consumer<Event> folds =
        event -> {
          transcript.apply(event);
          guard.apply(event);
        };
    assignment.soFar().forEach(folds);
    long after = assignment.after() > 0 ? assignment.after() : log.lastSeq(assignment.session());
    Journal journal = new Journal(log, assignment.session(), after, folds);
    Actor actor = new Actor.Agent(assignment.agent());
    Eyes eyes = new Eyes(assignment.agent(), seat.desktop(), journal, pictures);
    CallJournal calls = new CallJournal(assignment, actor.words(), journal);
    calls.warnOfGiven();
    Waiting people = new Waiting(steering, seat::held, journal::flush);
    Asking asking = new Asking(model, new HeardWaits(assignment, live, journal), sleeper::sleep);
    Check check = new Check(seat.desktop(), new Asking(model, _ -> {}, sleeper::sleep));
    Claims claims = new Claims(assignment, eyes, journal, calls, check, people);
    Voice voice = new Voice(assignment, calls, people);
    ExtraCalls others = new ExtraCalls(servers, offered, calls, pictures, people);
    Hands hands = new Hands(actor, seat, eyes, others, voice, claims);
    Afresh afresh = new Afresh(assignment, new Asking(model, _ -> {}, sleeper::sleep), eyes);
    Ladder ladder = new Ladder(assignment, guard, journal, eyes, people, afresh);
    return new TaskRun(assignment, hands, journal, transcript, asking, ladder).run();
  }
}
