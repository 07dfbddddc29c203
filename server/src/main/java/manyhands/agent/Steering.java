package manyhands.agent;

import manyhands.event.Amounts;
import manyhands.event.Budget;
import org.jspecify.annotations.Nullable;

/// What people want of an agent while it works. The agent asks at its safe points: before each
/// question to the model, and before each call that the model made. What they write to it comes
/// through the log.
public interface Steering {

  /// True while the agent is to stand still.
  boolean isPaused();

  /// Returns when the agent is not paused any more; at once when it is not.
  void awaitResume() throws InterruptedException;

  /// True when a tool may be used only with a person's permission.
  boolean wantsPermission(String tool);

  /// True when the text holds a secret that people entrusted to the work: it goes to no other
  /// server.
  default boolean isSecret(String text) {
    return false;
  }

  /// Waits for a person to allow a call or not; bounded by the time that is configured. Asked again
  /// about the same call, also by another process, it goes on waiting for the same answer.
  Permission ask(Question question) throws InterruptedException;

  /// Takes a question back that an earlier server asked about a call which will not be made; does
  /// nothing when it was answered, or never asked.
  void withdraw(String call);

  /// Waits for a person's words; bounded by the time that is configured, and null when nobody
  /// answered by then. Asked again about the same before the model was asked again, also by another
  /// process, it goes on waiting for the same answer.
  @Nullable String askPerson(PersonQuestion question) throws InterruptedException;

  /// Waits for a person to raise the task's budget, of which that is used up; bounded by the time
  /// that is configured. What is left of the budget then; null when nobody raised it.
  default @Nullable Budget askBudget(Amounts.What what) throws InterruptedException {
    return null;
  }

  /// What a person is asked for. `why` is `agent` when the model asks (with its `call`), `stuck` or
  /// `disputed`; what has no call is told from other questions by its text.
  record PersonQuestion(String why, @Nullable String call, String text) {}

  /// What a person is to decide on: a call of a tool, and what it would do in words.
  record Question(String call, String tool, String words) {}

  /// What came of a question.
  enum Permission {
    ALLOWED,
    DENIED,
    /// Nobody answered in time; that counts as no.
    UNANSWERED
  }

  /// Nobody steers.
  Steering NONE =
      new Steering() {
        @Override
        public boolean isPaused() {
          return false;
        }

        @Override
        public void awaitResume() {}

        @Override
        public boolean wantsPermission(String tool) {
          return false;
        }

        @Override
        public Permission ask(Question question) {
          return Permission.ALLOWED;
        }

        @Override
        public void withdraw(String call) {}

        @Override
        public @Nullable String askPerson(PersonQuestion question) {
          return null;
        }
      };
}
