package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import manyhands.agent.Steering;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event.ApprovalAnswered;
import manyhands.event.Event.ApprovalAsked;
import manyhands.event.TaskId;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// How people steer one agent at one task: what they order is read from the log's fold, and what
/// the agent asks them is written there.
final class Reins implements Steering {

  /// Who answers when nobody does.
  private static final String NOBODY = "nobody within ";

  /// Who answers when the server that asked has ended: the model looks and asks again.
  private static final String RESTART = "the restart of the server";

  /// What reaches further than the screen: only with permission while something reads like orders.
  private static final Set<String> WHEN_WARNED = Set.of("run_command", "write_file", "type_secret");

  private final SessionWork work;
  private final AgentId agent;
  private final TaskId task;

  Reins(SessionWork work, AgentId agent, TaskId task) {
    this.work = work;
    this.agent = agent;
    this.task = task;
  }

  @Override
  public boolean isPaused() {
    return orders().isPaused(agent);
  }

  @Override
  public void awaitResume() throws InterruptedException {
    while (true) {
      long version = work.journal().version();
      if (!isPaused()) {
        return;
      }
      work.journal().await(version);
    }
  }

  @Override
  public boolean wantsPermission(String tool) {
    return gate().tools().contains(tool)
        || ((WHEN_WARNED.contains(tool) || ToolSpec.isOfOthers(tool)) && orders().isWarned(task));
  }

  @Override
  public boolean isSecret(String text) {
    return !work.journal().secrets().masked(text).equals(text);
  }

  @Override
  public Permission ask(Question question) throws InterruptedException {
    String approval = asked(question);
    while (true) {
      long version = work.journal().version();
      ApprovalAnswered answer = orders().answer(approval);
      if (answer != null) {
        return permission(answer);
      }
      ApprovalAsked open = orders().open(approval);
      if (open == null) {
        // The agent was ended meanwhile.
        throw new InterruptedException();
      }
      Duration left = left(open);
      if (left.isPositive()) {
        work.journal().await(version, left);
      } else {
        giveUp(approval);
      }
    }
  }

  /// The name of the question, which is asked once only.
  private String asked(Question question) {
    var _ =
        work.journal()
            .record(_ ->
                orders().approval(agent, task, question.call()) == null
                    ? List.of(
                        new ApprovalAsked(
                            orders().nextApproval(),
                            agent,
                            question.words(),
                            task,
                            question.call(),
                            question.tool(),
                            work.until()))
                    : List.of());
    String approval = orders().approval(agent, task, question.call());
    if (approval == null) {
      throw new IllegalStateException("the question about " + question.call() + " is gone");
    }
    return approval;
  }

  @Override
  public void withdraw(String call) {
    String approval = orders().approval(agent, task, call);
    if (approval != null) {
      refuse(approval, RESTART);
    }
  }

  @Override
  public @Nullable Budget askBudget(Amounts.What what) throws InterruptedException {
    Budget raised = new AskBudget(work, agent, task).ask(what, work.spent(task).amounts());
    return raised == null ? null : work.spent(task).leftOf(raised);
  }

  @Override
  public @Nullable String askPerson(PersonQuestion question) throws InterruptedException {
    return new AskPerson(work, agent, task).ask(question);
  }

  private void giveUp(String approval) {
    refuse(approval, NOBODY + gate().words());
  }

  /// Fails closed: an answer that came before stands.
  private void refuse(String approval, String by) {
    var _ =
        work.journal()
            .record(_ ->
                orders().open(approval) == null
                    ? List.of()
                    : List.of(new ApprovalAnswered(approval, false, by)));
  }

  private static Permission permission(ApprovalAnswered answer) {
    if (answer.allowed()) {
      return Permission.ALLOWED;
    }
    return answer.by().startsWith(NOBODY) ? Permission.UNANSWERED : Permission.DENIED;
  }

  private Duration left(ApprovalAsked asked) {
    Instant until = asked.until();
    return until == null ? Duration.ZERO : work.deadlines().left(until);
  }

  private Orders orders() {
    return work.journal().orders();
  }

  private HumanGate gate() {
    return work.parts().limits().gate();
  }
}
