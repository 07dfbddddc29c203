package manyhands.session;

import manyhands.agent.Agent;
import manyhands.agent.Assignment;
import manyhands.agent.ExtraTools;
import manyhands.agent.Steering;
import manyhands.agent.TaskEnd;
import manyhands.event.Blobs;
import manyhands.event.EventLog;
import manyhands.model.Model;
import manyhands.model.Model.ThinkingListener;
import manyhands.plan.Plan;
import manyhands.plan.PlanRequest;
import manyhands.plan.Planner;
import manyhands.plan.Replan;
import manyhands.plan.ReplanRequest;
import manyhands.seat.Seat;
import manyhands.seat.Seat.Sleeper;

/// Who does the thinking of a session: one that plans, and one that works at a desktop. Both run on
/// the thread that calls them and honour its interruption.
public interface Crew {

  /// Fails with a [manyhands.plan.PlanException].
  Plan plan(Model model, PlanRequest request);

  /// What is still to be done after tasks have failed. Fails with a [manyhands.plan.PlanException].
  Replan replan(Model model, ReplanRequest request);

  /// Works on one task; facts go to `journal`.
  TaskEnd work(Seat seat, Model model, EventLog journal, Assignment assignment, Steering steering);

  /// The planner and the agents of this server; `live` hears them think.
  static Crew of(Blobs blobs, LiveThinking live) {
    return of(blobs, live, Thread::sleep);
  }

  /// The same with the tools of other servers.
  static Crew of(Blobs blobs, LiveThinking live, ExtraTools servers) {
    return of(blobs, live, Thread::sleep, servers);
  }

  /// The same, with something that lets the time between tries pass.
  static Crew of(Blobs blobs, LiveThinking live, Sleeper sleeper) {
    return of(blobs, live, sleeper, ExtraTools.NONE);
  }

  private static Crew of(Blobs blobs, LiveThinking live, Sleeper sleeper, ExtraTools servers) {
    return new Crew() {
      @Override
      public Plan plan(Model model, PlanRequest request) {
        return new Planner(model, sleeper::sleep).plan(request);
      }

      @Override
      public Replan replan(Model model, ReplanRequest request) {
        return new Planner(model, sleeper::sleep).replan(request);
      }

      @Override
      public TaskEnd work(
          Seat seat, Model model, EventLog journal, Assignment assignment, Steering steering) {
        ThinkingListener listener =
            text ->
                live.say(
                    new LiveThinking.Piece(
                        assignment.session(), assignment.agent(), assignment.task(), text));
        return new Agent(seat, model, journal, blobs, listener, sleeper)
            .run(assignment, steering, servers);
      }
    };
  }
}
