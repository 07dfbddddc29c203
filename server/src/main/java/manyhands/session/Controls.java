package manyhands.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.ApprovalAnswered;
import manyhands.event.Event.BudgetRaised;
import manyhands.event.Event.BudgetReached;
import manyhands.event.Event.PlannedTask;
import manyhands.event.Event.QuestionAnswered;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionException.Code;
import manyhands.session.SessionJournal.EndedException;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// Writes people's orders into the log of a session that runs. Each is decided and written under
/// the lock of its journal, so that one of two that contradict each other comes first.
final class Controls implements SessionControl {

  /// Who runs the sessions.
  interface House {

    /// A session that runs. Fails with `UNKNOWN_SESSION`, or `ENDED`.
    Session running(SessionId session);

    boolean hasAgent(SessionId session, AgentId agent);

    void continueWith(SessionId session, String prompt, String by);
  }

  private final House house;

  Controls(House house) {
    this.house = house;
  }

  @Override
  public void pause(SessionId id, @Nullable AgentId agent, String by) {
    order(
        id,
        agent,
        session ->
            isPaused(session, agent)
                ? List.of()
                : List.of(new Event.SessionPaused(by, agent, session.work().until())));
  }

  @Override
  public void resume(SessionId id, @Nullable AgentId agent, String by) {
    order(
        id,
        agent,
        session -> {
          List<Event> facts = new ArrayList<>(sameAgain(session, agent, by));
          if (isPaused(session, agent)) {
            facts.add(new Event.SessionResumed(by, agent));
          }
          return facts;
        });
  }

  /// Who lets go on what stands still at its budget means to give it as much again.
  private static List<Event> sameAgain(Session session, @Nullable AgentId agent, String by) {
    Budgets budgets = orders(session).budgets();
    Budget base = session.work().opened().budget();
    BudgetReached reached = agent == null ? budgets.session() : budgets.agent(agent);
    Amounts all = agent == null ? base.session() : base.task();
    if (reached == null || all == null) {
      return List.of();
    }
    Amounts.What what = Amounts.What.valueOf(reached.what().toUpperCase(Locale.ROOT));
    return List.of(new BudgetRaised(reached.task(), all.only(what), by));
  }

  @Override
  public void raise(SessionId id, @Nullable TaskId task, Amounts more, String by) {
    if (!SessionRequests.isPositive(more)) {
      throw new SessionException(
          Code.BAD_BUDGET, "say how much more it may use: steps, tokens, time or dollars");
    }
    Session session = house.running(id);
    write(
        session,
        board -> {
          Budgets budgets = orders(session).budgets();
          if (task == null && budgets.ofSession(session.work().opened().budget()) == null) {
            throw new SessionException(
                Code.BAD_BUDGET,
                "the session as a whole has no budget: name the task whose budget is meant");
          }
          if (task != null
              && board.tasks().stream()
                  .noneMatch(it -> it.id().equals(task) && !it.status().ended())) {
            throw new SessionException(Code.BAD_BUDGET, "there is no open task " + task);
          }
          boolean waits = task == null && budgets.session() != null && orders(session).isPaused();
          BudgetRaised raised = new BudgetRaised(task, more, by);
          return waits ? List.of(raised, new Event.SessionResumed(by, null)) : List.of(raised);
        });
  }

  private static boolean isPaused(Session session, @Nullable AgentId agent) {
    return agent == null ? orders(session).isPaused() : orders(session).isPausedAlone(agent);
  }

  private static Orders orders(Session session) {
    return session.work().journal().orders();
  }

  @Override
  public void stop(SessionId id, AgentId agent, String by) {
    checkAgent(id, agent);
    try {
      house.running(id).stop(agent, by);
    } catch (EndedException _) {
      // Then the agent has, too.
    } catch (SessionException e) {
      if (e.code() != Code.ENDED) {
        throw e;
      }
    }
  }

  @Override
  public void send(SessionId id, @Nullable AgentId agent, String text) {
    checkText("message", text);
    order(
        id,
        agent,
        session -> {
          if (session.work().journal().mailbox().outstanding(agent) >= MAX_OUTSTANDING) {
            throw new SessionException(
                Code.BUSY,
                "%d messages wait to be read already: try again when they were"
                    .formatted(MAX_OUTSTANDING));
          }
          return List.of(new Event.MessageSent(agent, text));
        });
  }

  private static void checkText(String what, String text) {
    if (text.isBlank()) {
      throw new SessionException(Code.EMPTY_MESSAGE, "the " + what + " is empty");
    }
    if (text.length() > MAX_MESSAGE) {
      throw new SessionException(
          Code.MESSAGE_TOO_LONG,
          "the %s has %,d characters, and at most %,d are taken"
              .formatted(what, text.length(), MAX_MESSAGE));
    }
  }

  @Override
  public void tell(SessionId id, String question, String text, String by) {
    checkText("answer", text);
    Session session = house.running(id);
    write(
        session,
        _ -> {
          OpenQuestions questions = orders(session).questions();
          QuestionAnswered before = questions.answer(question);
          if (before != null && text.equals(before.text())) {
            return List.of();
          }
          if (!questions.wasAsked(question)) {
            throw new SessionException(
                Code.UNKNOWN_QUESTION, "nobody asks \"%s\"".formatted(Words.brief(question)));
          }
          if (questions.open(question) == null) {
            throw new SessionException(
                Code.ALREADY_ANSWERED,
                before == null || before.text() == null
                    ? question + " is over: the agent waits for it no more"
                    : question + " was answered by " + before.by());
          }
          return List.of(new QuestionAnswered(question, text, by));
        });
  }

  @Override
  public void answer(SessionId id, String approval, boolean allow, String by) {
    Session session = house.running(id);
    write(
        session,
        _ -> {
          Orders orders = orders(session);
          ApprovalAnswered before = orders.answer(approval);
          if (before != null && before.allowed() == allow) {
            return List.of();
          }
          if (!orders.wasAsked(approval)) {
            throw new SessionException(
                Code.UNKNOWN_APPROVAL, "nobody asks for \"%s\"".formatted(Words.brief(approval)));
          }
          if (before != null || orders.open(approval) == null) {
            throw new SessionException(
                Code.ALREADY_ANSWERED,
                before == null
                    ? approval + " is over: the agent that asked has ended"
                    : approval
                        + " was answered with %s by %s"
                            .formatted(before.allowed() ? "yes" : "no", before.by()));
          }
          return List.of(new ApprovalAnswered(approval, allow, by));
        });
  }

  @Override
  public void change(SessionId id, PlanEdit plan, String by) {
    Session session = house.running(id);
    write(
        session,
        board -> {
          if (!orders(session).inReview()) {
            throw notInReview(session, "the work on the plan has begun: send a message instead");
          }
          List<PlannedTask> tasks = plan.on(board);
          if (PlanEdit.isAsBefore(tasks, board)) {
            return List.of();
          }
          String why = by + " changed the plan: " + PlanEdit.difference(tasks, board);
          return List.of(new Event.PlanChanged(why, tasks, session.work().until()));
        });
  }

  @Override
  public void start(SessionId id, String by) {
    Session session = house.running(id);
    write(
        session,
        _ -> {
          if (orders(session).inReview()) {
            return List.of(new Event.SessionStarted(by));
          }
          if (!orders(session).isPlanned() && session.work().opened().review()) {
            throw notInReview(session, "");
          }
          return List.of();
        });
  }

  private static SessionException notInReview(Session session, String otherwise) {
    return new SessionException(
        Code.NOT_IN_REVIEW,
        orders(session).isPlanned()
            ? otherwise
            : "there is no plan yet: wait until the session's status is review");
  }

  @Override
  public void continueWith(SessionId id, String prompt, String by) {
    house.continueWith(id, prompt, by);
  }

  private void checkAgent(SessionId id, @Nullable AgentId agent) {
    if (agent != null && !house.hasAgent(id, agent)) {
      throw new SessionException(
          Code.UNKNOWN_AGENT, "the session " + id + " has no agent " + agent);
    }
  }

  private void order(
      SessionId id, @Nullable AgentId agent, Function<Session, List<Event>> decision) {
    checkAgent(id, agent);
    Session session = house.running(id);
    write(
        session,
        board -> {
          if (agent != null && board.hasFinished(agent)) {
            throw new SessionException(Code.ENDED, "agent " + agent + " has ended");
          }
          return decision.apply(session);
        });
  }

  private static void write(Session session, Function<Whiteboard, List<Event>> decision) {
    try {
      var _ =
          session
              .work()
              .journal()
              .record(board -> {
                if (orders(session).isPlanned() && session.isOver(board)) {
                  throw new EndedException();
                }
                return decision.apply(board);
              });
    } catch (EndedException e) {
      throw ended(session.work().session());
    }
  }

  static SessionException ended(SessionId id) {
    return new SessionException(
        Code.ENDED, "the session " + id + " has ended: continue it with another prompt");
  }
}
