package manyhands.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import manyhands.event.Event.GivenFile;
import manyhands.model.Computer;
import manyhands.model.Part;
import manyhands.model.ToolSpec;

/// What an agent's model is given with its task: tools, and words of ours about words of others.
final class Instructions {

  private static final List<ToolSpec> MACHINE =
      Stream.of(MachineTool.specs(), List.of(SecretTool.spec()), TeamTool.specs())
          .flatMap(List::stream)
          .toList();

  private static final List<ToolSpec> ALL =
      Stream.concat(ComputerTool.specs().stream(), MACHINE.stream()).toList();

  /// A result of another task longer than this is a file's job.
  private static final int MAX_GIVEN = 20_000;

  private Instructions() {}

  /// The tools that a model must be told of; a provider may have a computer of its own.
  static List<ToolSpec> tools(Computer computer) {
    return switch (computer) {
      case FUNCTIONS -> ALL;
      case CLAUDE_TOOLSET, CLAUDE_TOOL, OPENAI_COMPUTER -> MACHINE;
    };
  }

  /// Those of one conversation: without the secrets' tool where there are no secrets.
  static List<ToolSpec> tools(Computer computer, Assignment.Goal goal) {
    return goal.secrets().isEmpty()
        ? tools(computer).stream().filter(tool -> !tool.name().equals(SecretTool.NAME)).toList()
        : tools(computer);
  }

  private static String secrets(Assignment.Goal goal) {
    return "Secrets of the person you work for, to be typed with `type_secret` where the task needs"
        + " them, and nowhere else. You know their names only; do not ask for them, look for them or"
        + " make them visible:\n- "
        + String.join("\n- ", goal.secrets());
  }

  /// What a person wrote to the agent.
  static String message(String text) {
    return "Message from the person you work for:\n" + text;
  }

  /// What a person answered to a question.
  static String answer(String text) {
    return "The person you work for answers, in their own words:\n" + text;
  }

  /// What a person gave with the request.
  static String files(List<GivenFile> files) {
    return "Files from the person you work for, in your home folder:\n"
        + files.stream().map(GivenFile::name).collect(Collectors.joining("\n"));
  }

  private static String notes(Assignment.Given given) {
    return Material.mark(
        "notes of another agent at that task",
        "- " + Words.cut(String.join("\n- ", given.notes()), MAX_GIVEN));
  }

  private static String files(Assignment.Given given) {
    return "Files of that task, on your desktop under your home folder:\n"
        + Material.mark(
            "names that another agent gave",
            Words.cut(String.join("\n", given.files()), MAX_GIVEN));
  }

  /// The first words of the conversation about a task: the task, then each result it is given.
  static List<Part> opening(Assignment assignment) {
    List<Part> words = new ArrayList<>();
    words.add(new Part.Text("Task:\n" + assignment.description()));
    if (assignment.goal().done() != null) {
      words.add(new Part.Text("It is done when this holds:\n" + assignment.goal().done()));
    }
    if (!assignment.goal().secrets().isEmpty()) {
      words.add(new Part.Text(secrets(assignment.goal())));
    }
    for (Assignment.Given given : assignment.given()) {
      words.add(
          new Part.Text(
              "Result of an earlier task ("
                  + Words.shorten(given.description())
                  + "):\n"
                  + Material.mark("words of another agent", Words.cut(given.result(), MAX_GIVEN))));
      if (!given.notes().isEmpty()) {
        words.add(new Part.Text(notes(given)));
      }
      if (!given.files().isEmpty()) {
        words.add(new Part.Text(files(given)));
      }
    }
    return List.copyOf(words);
  }
}
