package manyhands.api;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.PlanEdit;
import manyhands.session.SessionControl;
import org.jspecify.annotations.Nullable;

/// Remembers the orders that it was given, each as one line.
public final class FakeControl implements SessionControl {
  public final List<String> orders = new ArrayList<>();
  final List<PlanEdit> plans = new ArrayList<>();
  @Nullable RuntimeException failure;

  private void order(String words) {
    if (failure != null) {
      throw failure;
    }
    orders.add(words);
  }

  @Override
  public void pause(SessionId session, @Nullable AgentId agent, String by) {
    order("pause " + session + " " + agent);
  }

  @Override
  public void resume(SessionId session, @Nullable AgentId agent, String by) {
    order("resume " + session + " " + agent);
  }

  @Override
  public void stop(SessionId session, AgentId agent, String by) {
    order("stop " + session + " " + agent);
  }

  @Override
  public void send(SessionId session, @Nullable AgentId agent, String text) {
    order("send " + session + " " + agent + " " + text);
  }

  @Override
  public void answer(SessionId session, String approval, boolean allow, String by) {
    order("answer " + session + " " + approval + " " + allow);
  }

  @Override
  public void tell(SessionId session, String question, String text, String by) {
    order("tell " + session + " " + question + " " + text);
  }

  @Override
  public void raise(SessionId session, @Nullable TaskId task, Amounts more, String by) {
    order("raise " + session + " " + task + " " + more);
  }

  @Override
  public void change(SessionId session, PlanEdit plan, String by) {
    order("change " + session);
    plans.add(plan);
  }

  @Override
  public void start(SessionId session, String by) {
    order("start " + session);
  }

  @Override
  public void continueWith(SessionId session, String prompt, String by) {
    order("continue " + session + " " + prompt);
  }
}
