package manyhands.agent;

import java.time.Duration;
import manyhands.agent.Answer.Call;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;

/// What an agent says to others: notes for the whiteboard, questions to people. For one thread.
final class Voice {

  /// Notes of one try. With [TeamTool#MAX_NOTE] they are as long together as the longest result.
  static final int MOST_NOTES = 20;

  /// Questions of one try: who has answered ten is not asked for an eleventh.
  static final int MOST_QUESTIONS = 10;

  static final String NOTED = "Noted.";

  private static final String NOBODY =
      "Nobody answered in time. Go on without the answer if you can, or end the task with `fail`.";

  private final CallJournal journal;
  private final Waiting people;
  private int notes;
  private int questions;

  Voice(Assignment assignment, CallJournal journal, Waiting people) {
    this.journal = journal;
    this.people = people;
    for (Event fact : assignment.soFar()) {
      if (fact instanceof Event.NoteAdded it && it.agent().equals(assignment.agent())) {
        notes++;
      } else if (fact instanceof Event.QuestionAsked it
          && it.agent().equals(assignment.agent())
          && it.call() != null) {
        questions++;
      }
    }
  }

  Waiting people() {
    return people;
  }

  /// The note and the call's outcome go into the log together, so that none is written twice.
  boolean note(Call call, Intent.Note note) {
    if (notes >= MOST_NOTES) {
      String words =
          "Not noted: this task has " + MOST_NOTES + " notes already. Write to a file instead.";
      journal.end(call.id(), Outcome.FAILED, words, Duration.ZERO);
      return false;
    }
    notes++;
    journal.found(call.id(), note.text());
    journal.end(call.id(), Outcome.PERFORMED, NOTED, Duration.ZERO);
    return true;
  }

  /// Waits for a person's answer; true when there is one.
  boolean ask(Call call, Intent.Ask ask) throws InterruptedException {
    if (questions >= MOST_QUESTIONS) {
      String words =
          "Not asked: you have asked " + MOST_QUESTIONS + " questions already. Decide yourself.";
      journal.end(call.id(), Outcome.FAILED, words, Duration.ZERO);
      return false;
    }
    questions++;
    return ask(new PersonQuestion("agent", call.id(), ask.question()));
  }

  /// Goes on waiting for what was asked by an earlier server.
  boolean ask(PersonQuestion question) throws InterruptedException {
    long began = System.nanoTime();
    String answer = people.askPerson(question);
    journal.end(
        String.valueOf(question.call()),
        answer == null ? Outcome.FAILED : Outcome.PERFORMED,
        answer == null ? NOBODY : Instructions.answer(answer),
        Duration.ofNanos(System.nanoTime() - began));
    return answer != null;
  }
}
