package manyhands.session;

import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What a person can order while a session works. Every command may be given twice: the second time
/// it changes nothing. What cannot be followed fails with a [SessionException]: `ENDED` for a
/// session or an agent that has, and what each command says besides. `by` is who orders it.
public interface SessionControl {

  /// The longest message, in characters: longer texts belong in files.
  int MAX_MESSAGE = 20_000;

  /// Messages to one addressee that no model was told yet: who writes faster than agents read is
  /// told so.
  int MAX_OUTSTANDING = 50;

  /// Lets an agent, or all when none is named, stand still: no further request to a model and no
  /// further action. Ends by itself when nobody resumes for as long as people are waited for.
  void pause(SessionId session, @Nullable AgentId agent, String by);

  /// Lets it go on. An agent that was paused by itself stays so when the session is resumed.
  void resume(SessionId session, @Nullable AgentId agent, String by);

  /// Stops an agent: its desktop is given back and its task goes to another agent, or is cancelled
  /// when all were stopped. Does nothing for one that has ended.
  void stop(SessionId session, AgentId agent, String by);

  /// Writes to an agent, or to all: their models are told at their next step.
  void send(SessionId session, @Nullable AgentId agent, String text);

  /// Answers a question. Fails with `UNKNOWN_APPROVAL`, and with `ALREADY_ANSWERED` when the answer
  /// was another or the question is over.
  void answer(SessionId session, String approval, boolean allow, String by);

  /// Answers what an agent wants to know. Fails with `UNKNOWN_QUESTION`, `EMPTY_MESSAGE`,
  /// `MESSAGE_TOO_LONG`, and with `ALREADY_ANSWERED` when the answer was another or the question is
  /// over.
  void tell(SessionId session, String question, String text, String by);

  /// Lets a task, or the session when none is named, use so much more than its budget; what stands
  /// still because of that goes on. Fails with `BAD_BUDGET`.
  void raise(SessionId session, @Nullable TaskId task, Amounts more, String by);

  /// Replaces the plan while it is reviewed. Fails with `NOT_IN_REVIEW` and `BAD_PLAN`.
  void change(SessionId session, PlanEdit plan, String by);

  /// Begins the work on a reviewed plan. Fails with `NOT_IN_REVIEW` while there is none.
  void start(SessionId session, String by);

  /// Goes on with another prompt after the end, on the desktops that were kept or on new ones.
  /// Fails with `NOT_ENDED`.
  void continueWith(SessionId session, String prompt, String by);
}
