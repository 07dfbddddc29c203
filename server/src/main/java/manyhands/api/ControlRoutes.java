package manyhands.api;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.PlanEdit;
import manyhands.session.SessionControl;
import manyhands.session.SessionException;
import manyhands.session.SessionView;
import manyhands.session.Sessions;
import org.jspecify.annotations.Nullable;

/// Orders to sessions over REST. Every one answers with the session as it is then.
final class ControlRoutes {
  private static final String ONE = "/api/sessions/{session}";

  /// Who the log says it was.
  private static final String PERSON = "a person";

  private final Sessions sessions;

  ControlRoutes(Sessions sessions) {
    this.sessions = sessions;
  }

  /// A message to an agent, or to all.
  private record Message(String text, @Nullable AgentId agent) {}

  private record Answer(boolean allow) {}

  private record Words(String text) {}

  /// What more may be used; by the session when no task is named.
  private record More(
      @Nullable TaskId task,
      @Nullable Integer steps,
      @Nullable Long tokens,
      @Nullable Duration time,
      @Nullable Double dollars) {}

  private record Prompt(String prompt) {}

  /// An order, once it is known to whom.
  @FunctionalInterface
  private interface Order {
    void give(SessionControl control, SessionId session, Context exchange);
  }

  List<Route> routes() {
    return List.of(
        post("/pause", "Let the session stand still at its next safe point.", null, this::pause),
        post("/resume", "Let a paused session go on.", null, this::resume),
        Route.put(
            ONE + "/plan",
            "Replace the plan while it is reviewed: edit, add, drop and reorder tasks.",
            PlanEdit.class,
            Route.Answer.json(SessionView.class),
            exchange -> order(exchange, ControlRoutes::change)),
        post(
            "/start",
            "Begin the work on a reviewed plan.",
            null,
            (control, id, _) -> control.start(id, PERSON)),
        post(
            "/continue",
            "Go on with another prompt after the end.",
            Prompt.class,
            (control, id, exchange) -> control.continueWith(id, prompt(exchange), PERSON)),
        post(
            "/messages",
            "Write to one agent, or to all; the model is told at its next step.",
            Message.class,
            ControlRoutes::send),
        post(
            "/budget",
            "Let the session, or one task, use so much more than its budget; what stands still because of that goes on.",
            More.class,
            ControlRoutes::raise),
        post(
            "/approvals/{approval}",
            "Allow what an agent asks for, or not.",
            Answer.class,
            ControlRoutes::answer),
        post(
            "/questions/{question}",
            "Tell an agent what it asks.",
            Words.class,
            (control, id, exchange) ->
                control.tell(id, exchange.pathParam("question"), words(exchange), PERSON)),
        post("/agents/{agent}/pause", "Let one agent stand still.", null, this::pause),
        post("/agents/{agent}/resume", "Let a paused agent go on.", null, this::resume),
        post(
            "/agents/{agent}/stop",
            "Stop one agent; its task goes to another.",
            null,
            (control, id, exchange) -> control.stop(id, agent(exchange), PERSON)));
  }

  private Route post(String path, String words, @Nullable Class<?> body, Order order) {
    return Route.post(
        ONE + path,
        words,
        body,
        200,
        Route.Answer.json(SessionView.class),
        exchange -> order(exchange, order));
  }

  private void order(Context exchange, Order order) {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    order.give(sessions.control(), id, exchange);
    SessionView session =
        sessions
            .find(id)
            .orElseThrow(() ->
                new SessionException(
                    SessionException.Code.UNKNOWN_SESSION, "There is no session " + id + "."));
    Json.send(exchange, 200, session);
  }

  private void pause(SessionControl control, SessionId id, Context exchange) {
    control.pause(id, agentOrAll(exchange), PERSON);
  }

  private void resume(SessionControl control, SessionId id, Context exchange) {
    control.resume(id, agentOrAll(exchange), PERSON);
  }

  private static @Nullable AgentId agentOrAll(Context exchange) {
    return exchange.pathParamMap().containsKey("agent") ? agent(exchange) : null;
  }

  private static AgentId agent(Context exchange) {
    return Parameters.agent(exchange.pathParam("agent"));
  }

  private static String prompt(Context exchange) {
    return Json.object(exchange).only("prompt").textOr("prompt", "");
  }

  private static String words(Context exchange) {
    return Json.object(exchange).only("text").textOr("text", "");
  }

  private static void send(SessionControl control, SessionId id, Context exchange) {
    Fields fields = Json.object(exchange).only("text", "agent");
    String agent = fields.text("agent");
    control.send(id, agent == null ? null : Parameters.agent(agent), fields.textOr("text", ""));
  }

  private static void raise(SessionControl control, SessionId id, Context exchange) {
    Fields fields = Json.object(exchange).only("task", "steps", "tokens", "time", "dollars");
    String task = fields.text("task");
    control.raise(id, task == null ? null : Parameters.task(task), Budgets.amounts(fields), PERSON);
  }

  private static void answer(SessionControl control, SessionId id, Context exchange) {
    Fields fields = Json.object(exchange).only("allow");
    control.answer(id, exchange.pathParam("approval"), fields.answer("allow"), PERSON);
  }

  private static void change(SessionControl control, SessionId id, Context exchange) {
    List<PlanEdit.Item> tasks = new ArrayList<>();
    for (Fields task : Json.object(exchange).only("tasks").list("tasks")) {
      Fields known = task.only("id", "description", "dependsOn", "done");
      tasks.add(
          new PlanEdit.Item(
              known.text("id"),
              known.textOr("description", ""),
              known.texts("dependsOn"),
              known.text("done")));
    }
    control.change(id, new PlanEdit(tasks), PERSON);
  }
}
