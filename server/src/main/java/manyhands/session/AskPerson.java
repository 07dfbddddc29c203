package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.event.AgentId;
import manyhands.event.Event.QuestionAnswered;
import manyhands.event.Event.QuestionAsked;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One agent asks people for words and waits: the question and its answer are facts in the log, so
/// that another server waits for the same answer.
final class AskPerson {

  /// Who answers when nobody does.
  private static final String NOBODY = "nobody within ";

  private final SessionWork work;
  private final AgentId agent;
  private final TaskId task;

  AskPerson(SessionWork work, AgentId agent, TaskId task) {
    this.work = work;
    this.agent = agent;
    this.task = task;
  }

  /// The answer; null when nobody gave one in time.
  @Nullable String ask(PersonQuestion wanted) throws InterruptedException {
    String question = asked(wanted);
    while (true) {
      long version = work.journal().version();
      QuestionAnswered answer = questions().answer(question);
      if (answer != null && (answer.text() != null || answer.by().startsWith(NOBODY))) {
        return answer.text();
      }
      QuestionAsked open = questions().open(question);
      if (answer != null || open == null) {
        // It was taken back: the agent was ended meanwhile.
        throw new InterruptedException();
      }
      Duration left = left(open);
      if (left.isPositive()) {
        work.journal().await(version, left);
      } else {
        giveUp(question);
      }
    }
  }

  /// The name of the question, which is asked once only.
  private String asked(PersonQuestion wanted) {
    var _ =
        work.journal()
            .record(board ->
                questions().find(agent, task, wanted) != null || board.hasFinished(agent)
                    ? List.of()
                    : List.of(
                        new QuestionAsked(
                            questions().next(),
                            agent,
                            task,
                            wanted.why(),
                            wanted.text(),
                            wanted.call(),
                            work.until())));
    String question = questions().find(agent, task, wanted);
    if (question == null) {
      throw new SessionJournal.EndedException();
    }
    return question;
  }

  /// An answer that came before stands.
  private void giveUp(String question) {
    String by = NOBODY + work.parts().limits().gate().words();
    var _ =
        work.journal()
            .record(_ ->
                questions().open(question) == null
                    ? List.of()
                    : List.of(new QuestionAnswered(question, null, by)));
  }

  private Duration left(QuestionAsked asked) {
    Instant until = asked.until();
    return until == null ? Duration.ZERO : work.deadlines().left(until);
  }

  private OpenQuestions questions() {
    return work.journal().orders().questions();
  }
}
