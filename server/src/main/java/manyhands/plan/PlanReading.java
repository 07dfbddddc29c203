package manyhands.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import manyhands.model.Part;
import manyhands.model.Reply;
import tools.jackson.databind.JsonNode;

/// Reads and validates the plan in a model's reply.
sealed interface PlanReading {

  String TOOL = "plan";

  /// More tasks than this are a model gone astray; a person can split the prompt.
  int MAX_TASKS = 100;

  /// A description longer than this is no task; the whole prompt may be at most 1 MB.
  int MAX_DESCRIPTION = 100_000;

  record Read(List<PlannedTask> tasks) implements PlanReading {}

  /// No usable plan, and why, in words that a model can act on.
  record Wrong(String why) implements PlanReading {

    /// What to answer: every tool call needs a result.
    List<Part> answers(Reply reply) {
      List<Part> answers = new ArrayList<>();
      for (Part.ToolCall call : reply.toolCalls()) {
        answers.add(new Part.ToolResult(call.id(), List.of(new Part.Text(why)), true));
      }
      if (answers.isEmpty()) {
        answers.add(new Part.Text(why + ". Call the tool `" + TOOL + "`."));
      }
      return answers;
    }
  }

  static PlanReading read(Reply reply) {
    List<Part.ToolCall> calls = reply.toolCalls();
    if (calls.isEmpty()) {
      return new Wrong("the tool `" + TOOL + "` was not called" + said(reply));
    }
    if (calls.size() > 1) {
      return new Wrong("the tool `" + TOOL + "` must be called exactly once");
    }
    if (!calls.getFirst().name().equals(TOOL)) {
      return new Wrong("there is no tool `" + calls.getFirst().name() + "`");
    }
    JsonNode tasks = calls.getFirst().arguments().path("tasks");
    if (!tasks.isArray() || tasks.isEmpty()) {
      return new Wrong("`tasks` must be an array of at least one task");
    }
    if (tasks.size() > MAX_TASKS) {
      return new Wrong(
          "there are " + tasks.size() + " tasks; at most " + MAX_TASKS + " are allowed");
    }
    return readTasks(tasks);
  }

  private static PlanReading readTasks(JsonNode tasks) {
    List<PlannedTask> planned = new ArrayList<>();
    for (int index = 0; index < tasks.size(); index++) {
      JsonNode task = tasks.get(index);
      JsonNode description = task.path("description");
      if (!description.isString() || description.stringValue().isBlank()) {
        return new Wrong("task " + index + " has no `description`");
      }
      if (description.stringValue().length() > MAX_DESCRIPTION) {
        return new Wrong("the description of task " + index + " is too long");
      }
      TreeSet<Integer> dependsOn = new TreeSet<>();
      JsonNode needs = task.path("depends_on");
      if (!needs.isMissingNode() && !needs.isNull() && !needs.isArray()) {
        return new Wrong("`depends_on` of task " + index + " must be an array of indexes");
      }
      for (JsonNode need : needs) {
        if (!need.isInt() || need.intValue() < 0 || need.intValue() >= tasks.size()) {
          return new Wrong("task " + index + " depends on " + need + ", which is no task's index");
        }
        dependsOn.add(need.intValue());
      }
      JsonNode done = task.path("done");
      if (done.stringValue("").length() > MAX_DESCRIPTION) {
        return new Wrong("what says when task " + index + " is done is too long");
      }
      planned.add(
          new PlannedTask(
              description.stringValue().strip(),
              List.copyOf(dependsOn),
              done.stringValue("").isBlank() ? null : done.stringValue().strip()));
    }
    return firstInCircle(planned) < 0
        ? new Read(List.copyOf(planned))
        : new Wrong("task " + firstInCircle(planned) + " depends on itself, in a circle");
  }

  /// Removes tasks that wait for nobody until none is left; what remains waits for itself.
  private static int firstInCircle(List<PlannedTask> tasks) {
    int[] waitsFor = tasks.stream().mapToInt(task -> task.dependsOn().size()).toArray();
    Deque<Integer> ready = new ArrayDeque<>();
    for (int index = 0; index < waitsFor.length; index++) {
      if (waitsFor[index] == 0) {
        ready.add(index);
      }
    }
    while (!ready.isEmpty()) {
      Integer done = ready.remove();
      for (int index = 0; index < waitsFor.length; index++) {
        if (tasks.get(index).dependsOn().contains(done) && --waitsFor[index] == 0) {
          ready.add(index);
        }
      }
    }
    for (int index = 0; index < waitsFor.length; index++) {
      if (waitsFor[index] > 0) {
        return index;
      }
    }
    return -1;
  }

  private static String said(Reply reply) {
    String text =
        String.join(
            " ",
            reply.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text().strip())
                .toList());
    return text.isEmpty()
        ? ""
        : " (the model said: " + text.substring(0, Math.min(300, text.length())) + ")";
  }
}
