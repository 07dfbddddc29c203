package manyhands.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import manyhands.agent.Answer.Call;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.ActionIntended;
import manyhands.event.Event.ActionPerformed;
import manyhands.event.Event.ModelAnswered;
import manyhands.event.Event.Outcome;
import manyhands.event.Event.ToolUse;
import manyhands.model.Part.ToolCall;
import manyhands.seat.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How far a try at a task had come when its server ended: a fold over the facts that follow the
/// task's assignment. Of a try that begins, it is the beginning.
///
/// ```
/// nothing, or all calls answered ──> look, ask the next step
/// asked a person ──────────────────> wait on for the answer; look, ask the next step
/// asked, no reply ─────────────────> look, ask the same step again
/// a call without an outcome ───────> unknown, if it was intended; else not performed; look, ask
/// claimed to be done, not answered ─> checked, if it was not; answered; ask, or the task's end
/// `finish` or `fail` answered ─────> the task's end
/// ```
final class Progress {

  /// What the model is told of a call that nobody knows the outcome of. Scripts know its beginning.
  static final String UNKNOWN =
      "Outcome unknown: the server was stopped while this was being done. It may have happened,"
          + " wholly or in part, or not at all: look before you go on.";

  /// What it is told of the calls after that one.
  static final String NOT_PERFORMED = "Not performed: the server was stopped before this was done.";

  private final AgentId agent;
  private final Map<String, ActionIntended> intents = new HashMap<>();
  private final Map<String, ActionPerformed> results = new HashMap<>();
  private final Map<String, PersonQuestion> questions = new HashMap<>();
  private @Nullable ModelAnswered answered;
  private final ClaimsSoFar claims;
  private int asked;

  private Progress(AgentId agent, ClaimsSoFar claims) {
    this.agent = agent;
    this.claims = claims;
  }

  static Progress of(Assignment assignment) {
    Progress progress = new Progress(assignment.agent(), ClaimsSoFar.of(assignment));
    assignment.soFar().forEach(progress::apply);
    return progress;
  }

  private void apply(Event event) {
    if (event instanceof Event.ModelAsked it && it.agent().equals(agent)) {
      asked = it.step();
    } else if (event instanceof ModelAnswered it && it.agent().equals(agent)) {
      answered = it;
    } else if (event instanceof ActionIntended it && it.agent().equals(agent)) {
      intents.put(it.call(), it);
    } else if (event instanceof ActionPerformed it
        && agent.equals(it.agent())
        && it.call() != null) {
      results.put(it.call(), it);
    } else if (event instanceof Event.QuestionAsked it
        && it.agent().equals(agent)
        && it.call() != null) {
      questions.put(it.call(), new PersonQuestion(it.why(), it.call(), it.text()));
    }
  }

  /// The step to ask next, counted from 1.
  int nextStep() {
    return answered == null ? 1 : answered.step() + 1;
  }

  /// True when the log says already that the model was asked this step.
  boolean hasAsked(int step) {
    return asked >= step;
  }

  /// The call that a look answers now; null when there is none.
  @Nullable String lastCall() {
    List<ToolUse> calls = calls();
    return calls.isEmpty() ? null : calls.getLast().id();
  }

  /// What a person was asked by a call that has no outcome; null when there is no such call.
  @Nullable PersonQuestion asking() {
    return calls().stream()
        .filter(call -> call.name().equals("ask_human") && !results.containsKey(call.id()))
        .flatMap(call -> Stream.ofNullable(questions.get(call.id())))
        .findFirst()
        .orElse(null);
  }

  /// The call by which the model has claimed that the task is done, when nobody has answered it: it
  /// is checked, and answered, still. Null when there is none.
  @Nullable Call claim() {
    ToolUse open = claims.open();
    Intent intent = open == null ? null : intent(open);
    return open == null || intent == null ? null : new Call(open.id(), open.name(), intent, "");
  }

  /// The calls that were not begun, and will not be.
  List<String> unbegun() {
    return calls().stream()
        .filter(call -> !call.equals(claims.open()))
        .map(ToolUse::id)
        .filter(call -> !results.containsKey(call) && !intents.containsKey(call))
        .toList();
  }

  /// What to write down about the calls that have no outcome, except those that wait for a person
  /// or a check.
  List<ActionPerformed> unanswered() {
    List<ActionPerformed> facts = new ArrayList<>();
    PersonQuestion asking = asking();
    for (ToolUse call : calls()) {
      boolean waits =
          call.equals(claims.open()) || (asking != null && call.id().equals(asking.call()));
      if (!results.containsKey(call.id()) && !waits) {
        ActionIntended intent = intents.get(call.id());
        facts.add(
            intent == null
                ? ended(agent, call.id(), null, Outcome.FAILED, NOT_PERFORMED)
                : unknown(intent));
      }
    }
    return facts;
  }

  /// The outcome of an intent that nobody knows the outcome of.
  static ActionPerformed unknown(ActionIntended intent) {
    return ended(intent.agent(), intent.call(), intent, Outcome.UNKNOWN, UNKNOWN);
  }

  private static ActionPerformed ended(
      AgentId agent,
      String call,
      @Nullable ActionIntended intent,
      Outcome outcome,
      String message) {
    String actor = new Actor.Agent(agent).words();
    return new ActionPerformed(
        agent, call, actor, intent == null ? null : intent.action(), outcome, message, 0);
  }

  /// The end that the model has asked for; null when it has not.
  @Nullable TaskEnd end() {
    for (ToolUse call : calls()) {
      ActionPerformed result = results.get(call.id());
      if (result != null && result.outcome() == Outcome.PERFORMED) {
        Intent intent = intent(call);
        TaskEnd end = intent == null ? null : intent.end();
        if (end != null) {
          return end instanceof TaskEnd.Done it ? it.as(claims.standing()) : end;
        }
      }
    }
    return null;
  }

  private static @Nullable Intent intent(ToolUse call) {
    ObjectNode arguments = (ObjectNode) JsonMapper.shared().readTree(call.arguments());
    try {
      return MachineTool.read(new ToolCall(call.id(), call.name(), arguments));
    } catch (ToolFault _) {
      return null;
    }
  }

  private List<ToolUse> calls() {
    return answered == null ? List.of() : answered.calls();
  }
}
