package manyhands.agent;

import java.time.Duration;
import java.util.List;
import manyhands.agent.Answer.Call;
import manyhands.desktop.Action;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.seat.ActionRecorder;
import org.jspecify.annotations.Nullable;

/// Writes down what each tool call intends and how it ended, in words that the model reads.
final class CallJournal {

  private final Assignment assignment;
  private final String actor;
  private final Journal journal;

  CallJournal(Assignment assignment, String actor, Journal journal) {
    this.assignment = assignment;
    this.actor = actor;
    this.journal = journal;
  }

  /// Returns when the intent is durable.
  void intend(Call call, Intent intent, int step) {
    Action action = intent instanceof Intent.Act act ? act.action() : null;
    journal.commit(
        new Event.ActionIntended(
            assignment.agent(), assignment.task(), step, call.id(), intent.words(), action));
  }

  /// Goes into the log together with what comes next.
  void end(Call call, Outcome outcome, String message, Duration took) {
    end(call.id(), outcome, message, took);
  }

  /// The same of a call that only the log knows any more.
  void end(String call, Outcome outcome, String message, Duration took) {
    end(call, null, outcome, message, took);
  }

  /// A note, which goes into the log together with what comes next.
  void found(String call, String text) {
    journal.note(new Event.NoteAdded(assignment.agent(), assignment.task(), call, text));
  }

  /// A picture that another server gave as its answer; kept already.
  void given(String call, BlobId picture, ExtraAnswer.Picture it) {
    journal.note(
        new Event.PictureGiven(assignment.agent(), call, picture, it.mediaType(), it.size()));
  }

  /// Words that read like orders came back; durable when it returns, since they change what the
  /// agent may do.
  void warn(@Nullable String call, String where, String words) {
    journal.commit(
        new Event.WarningRaised(assignment.agent(), assignment.task(), call, where, words));
  }

  /// The same of what other agents have left, once for a task.
  void warnOfGiven() {
    boolean known = assignment.soFar().stream().anyMatch(Event.WarningRaised.class::isInstance);
    for (Assignment.Given given : known ? List.<Assignment.Given>of() : assignment.given()) {
      String words = Suspicion.in(given.result() + "\n" + String.join("\n", given.notes()));
      if (words != null) {
        warn(null, "the result of an earlier task", words);
        return;
      }
    }
  }

  /// Answers a call that was not begun, since a person took over or had the desktop meanwhile.
  void drop(Call call) {
    String words =
        "Not performed: a person took over the desktop before it was this call's turn. It will not"
            + " be done later: decide again.";
    end(call.id(), null, Outcome.REFUSED, words, Duration.ZERO);
  }

  /// Makes durable what was noted.
  void flush() {
    journal.flush();
  }

  private void end(
      String call, @Nullable Action action, Outcome outcome, String message, Duration took) {
    journal.note(
        new Event.ActionPerformed(
            assignment.agent(),
            call,
            actor,
            action,
            outcome,
            message,
            (int) Math.min(Integer.MAX_VALUE, took.toMillis())));
  }

  /// For the seat. `insisted` says that the action is performed whatever the screen shows.
  ActionRecorder recorder(Call call, Intent.Act act, int step, boolean insisted) {
    return new ActionRecorder() {
      @Override
      public void intended() {
        intend(call, act, step);
      }

      @Override
      public void ended(Outcome outcome, String message, Duration took) {
        String words =
            switch (outcome) {
              case PERFORMED -> insisted ? "Done, though the screen went on changing." : "Done.";
              case STALE ->
                  "Not performed: " + message + " since the picture that you saw. Look again.";
              case REFUSED -> "Not performed: " + message + ".";
              case FAILED, UNKNOWN -> "Failed: " + message + ".";
            };
        end(call.id(), act.action(), outcome, words, took);
        // Durable while the screen settles, so that it costs the step nothing.
        journal.flush();
      }
    };
  }
}
