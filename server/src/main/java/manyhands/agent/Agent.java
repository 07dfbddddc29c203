package manyhands.agent;

import manyhands.event.Blobs;
import manyhands.event.EventLog;
import manyhands.model.Model;
import manyhands.model.Model.ThinkingListener;
import manyhands.seat.Seat;

/// The loop that works on one task at one desktop. One agent may run several tasks, one after the
/// other, on the thread that calls [#run].
public final class Agent {

  private final Seat seat;
  private final Model model;
  private final EventLog log;
  private final Blobs blobs;
  private final ThinkingListener live;

  /// `live` hears reasoning as it streams in.
  public Agent(Seat seat, Model model, EventLog log, Blobs blobs, ThinkingListener live) {
    this.seat = seat;
    this.model = model;
    this.log = log;
    this.blobs = blobs;
    this.live = live;
  }

  /// Works on the task until it ends, writing every step to the log (the end itself is the caller's
  /// to write). Interrupting the thread stops it. Throws a [manyhands.event.LogException] when the
  /// log cannot be written.
  public TaskEnd run(Assignment assignment) {
    live.onThinking("");
    return new TaskEnd.Failed(
        assignment.task()
            + ": the loop is not built: "
            + model.name()
            + log.lastSeq(assignment.session())
            + seat.holder()
            + blobs.getClass());
  }
}
