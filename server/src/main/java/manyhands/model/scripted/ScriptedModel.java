package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Part.ToolCall;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.model.scripted.StepReader.NotUnderstood;
import tools.jackson.databind.node.ObjectNode;

/// A model without a language model: it performs prompts written as explicit steps. Every reply is
/// a function of the conversation alone. What it is asked to do is the first text of the first
/// message, after that text's first line.
public final class ScriptedModel implements Model {

  private static final String PLAN = "plan";
  private static final String EVIDENCE = "Every step was carried out without an error.";

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean canJudge() {
    return false;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    String request = request(conversation);
    boolean plans = conversation.tools().stream().anyMatch(tool -> tool.name().equals(PLAN));
    return plans ? plan(request) : step(request, conversation, listener);
  }

  private static Reply plan(String prompt) {
    List<PromptSplitter.Piece> pieces = PromptSplitter.split(prompt);
    if (pieces.isEmpty()) {
      return new Reply(List.of(new Part.Text("There is no step in this prompt.")), Usage.NONE);
    }
    ObjectNode arguments = Replay.arguments();
    var tasks = arguments.putArray("tasks");
    for (PromptSplitter.Piece piece : pieces) {
      ObjectNode task = tasks.addObject().put("description", piece.text());
      var dependsOn = task.putArray("depends_on");
      if (piece.afterPrevious()) {
        dependsOn.add(tasks.size() - 2);
      }
    }
    return new Reply(List.of(new ToolCall("plan-1", PLAN, arguments)), Usage.NONE);
  }

  private static Reply step(String task, Conversation conversation, ThinkingListener listener) {
    Replay replay = new Replay(conversation);
    Script script = new Script(replay);
    try {
      List<Step> steps = StepReader.read(task);
      String result = script.perform(steps);
      replay.think("Done.");
      ObjectNode arguments = Replay.arguments().put("result", result).put("evidence", EVIDENCE);
      var artifacts = arguments.putArray("artifacts");
      script.savedFiles().forEach(artifacts::add);
      replay.call("finish", arguments);
    } catch (NotUnderstood | StepFailed failure) {
      return giveUp(String.valueOf(failure.getMessage()), replay, listener);
    } catch (Replay.Pending pending) {
      return reply(pending, listener);
    }
    throw new IllegalStateException("a task that ended goes on");
  }

  private static Reply giveUp(String reason, Replay replay, ThinkingListener listener) {
    try {
      replay.think("This cannot be done.");
      replay.call("fail", Replay.arguments().put("reason", reason));
    } catch (Replay.Pending pending) {
      return reply(pending, listener);
    }
    throw new IllegalStateException("a task that failed goes on");
  }

  private static Reply reply(Replay.Pending pending, ThinkingListener listener) {
    List<Part> parts = new ArrayList<>();
    listener.onThinking(pending.thought);
    parts.add(new Part.Thinking(pending.thought, ""));
    parts.addAll(pending.calls);
    return new Reply(List.copyOf(parts), Usage.NONE);
  }

  private static String request(Conversation conversation) {
    for (Message message : conversation.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Text text) {
          return text.text().substring(text.text().indexOf('\n') + 1);
        }
      }
    }
    return "";
  }
}
