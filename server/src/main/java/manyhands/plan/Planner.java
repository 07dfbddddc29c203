package manyhands.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.TokenUse;
import manyhands.model.Account.Sleeper;
import manyhands.model.Asking;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;
import manyhands.model.Usage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns a prompt into a validated graph of tasks: asks a model to call its `plan` tool, says what
/// is wrong with a bad plan, and asks again.
public final class Planner {

  /// Times a model is asked for one prompt: the plan, and one repair.
  private static final int ASKS = 2;

  /// More tasks than this are no plan.
  public static final int MAX_TASKS = PlanReading.MAX_TASKS;

  /// Characters of a task's description.
  public static final int MAX_DESCRIPTION = PlanReading.MAX_DESCRIPTION;

  /// Characters of what is told about a task of before: what it was about and how it went.
  private static final int MAX_EARLIER = 2_000;

  private static final String SYSTEM =
      """
      You split a request into tasks for agents that each work at a desktop of their own, with a \
      screen, a mouse and a keyboard; no desktop sees another's windows. Call the tool `plan` once.
      - Make as few tasks as do the work well. A request of one step is one task. Split only what \
      can be done at the same time by different agents, and not into many more tasks than there \
      are agents.
      - Steps that follow each other in the same window, application, login or files are one task, \
      never several.
      - Make a task depend on another only when it needs its result; whatever does not, is \
      independent. Its result, in words, and its files are handed on.
      - Every task is a complete instruction that can be understood without the request and the \
      other tasks: repeat names, texts and paths exactly as the request has them, and say where a \
      result is to be saved.
      - Say for every task how somebody who sees only its result, its files and its screen can tell \
      that it is done: what must be there, in which file or on which page.
      - Do not invent work that was not asked for.\
      """;

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["tasks"], "additionalProperties": false, "properties": {
        "tasks": {"type": "array", "minItems": 1, "items": {
          "type": "object", "required": ["description", "done", "depends_on"],
          "additionalProperties": false,
          "properties": {
            "description": {"type": "string"},
            "done": {"type": "string", "description": "how anybody can tell that it is done"},
            "depends_on": {"type": "array", "items": {"type": "integer", "minimum": 0},
              "description": "indexes, from 0, of the tasks whose results this one needs"}}}}}}\
      """;

  /// People wait for a plan; longer than this they would rather hear what is wrong.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Model model;
  private final Sleeper sleeper;

  public Planner(Model model) {
    this(model, Thread::sleep);
  }

  /// `sleeper` lets the time between two tries to ask pass.
  public Planner(Model model, Sleeper sleeper) {
    this.model = model;
    this.sleeper = sleeper;
  }

  /// Plans for so many agents, without anything that was done before.
  public Plan plan(String prompt, int agents) {
    return plan(new PlanRequest(prompt, agents, List.of(), List.of()));
  }

  /// Fails with a [PlanException].
  public Plan plan(PlanRequest request) {
    if (request.prompt().isBlank()) {
      throw new PlanException(
          PlanException.Code.EMPTY_PROMPT, "The prompt is empty: say what is to be done.");
    }
    ToolSpec tool =
        new ToolSpec(
            PlanReading.TOOL,
            "Hands in the tasks.",
            (ObjectNode) JsonMapper.shared().readTree(SCHEMA));
    List<Message> messages = new ArrayList<>();
    messages.add(new Message(Message.Role.USER, parts(request)));
    TokenUse usage = TokenUse.NONE;
    PlanReading.Wrong wrong = null;
    for (int ask = 0; ask < ASKS; ask++) {
      Reply reply = ask(new Conversation(SYSTEM, List.of(tool), List.copyOf(messages)));
      usage = usage.plus(tokens(reply.usage()));
      switch (PlanReading.read(reply)) {
        case PlanReading.Read read -> {
          return new Plan(read.tasks(), usage);
        }
        case PlanReading.Wrong it -> wrong = it;
      }
      messages.add(new Message(Message.Role.ASSISTANT, reply.parts()));
      messages.add(new Message(Message.Role.USER, wrong.answers(reply)));
    }
    throw new PlanException(
        PlanException.Code.BAD_PLAN,
        "The model "
            + model.name()
            + " made no usable plan: "
            + (wrong == null ? "it was not asked" : wrong.why())
            + ". Say it in other words, or choose another model.");
  }

  /// What is still to be done after tasks have failed. Fails with a [PlanException].
  public Replan replan(ReplanRequest request) {
    return new Replanner(this::ask, model.name()).plan(request);
  }

  static TokenUse tokens(Usage usage) {
    return new TokenUse(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        usage.microDollars());
  }

  private static List<Part> parts(PlanRequest request) {
    List<Part> parts = new ArrayList<>();
    String agents = request.agents() == 1 ? "1 agent" : request.agents() + " agents";
    parts.add(new Part.Text("Request, for " + agents + ":\n" + request.prompt()));
    if (!request.files().isEmpty()) {
      parts.add(
          new Part.Text(
              "Files of the request, in the home folder of every desktop:\n"
                  + String.join("\n", request.files())));
    }
    for (String task : request.earlier()) {
      String brief = task.length() > MAX_EARLIER ? task.substring(0, MAX_EARLIER) + "..." : task;
      parts.add(new Part.Text("Done before, not to be repeated:\n" + brief));
    }
    return List.copyOf(parts);
  }

  private Reply ask(Conversation conversation) {
    try {
      return new Asking(model, _ -> {}, sleeper).ask(conversation, PATIENCE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new PlanException(PlanException.Code.INTERRUPTED, "Planning was stopped.", stopped);
    } catch (ModelException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new PlanException(PlanException.Code.INTERRUPTED, "Planning was stopped.", failure);
      }
      throw new PlanException(
          PlanException.Code.MODEL_FAILED,
          "The model " + model.name() + " could not plan: " + failure.getMessage(),
          failure);
    }
  }
}
