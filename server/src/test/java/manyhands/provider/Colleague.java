package manyhands.provider;

import java.util.List;
import java.util.Map;

/// A language model's decisions in a session of the tests: a plan, what to do for each task, and
/// whether a result is right. It keeps nothing in mind: what it was asked says how far it has come,
/// so that a killed server, or a question asked twice, changes nothing.
final class Colleague {

  static final String PROMPT = "Write down the proverb, count its letters, and say who built this.";

  private static final String PROVERB = "many hands make light work";

  /// Where a desktop says which window is active.
  private static final String WINDOW = "cat ~/.manyhands/window";

  private static final Map<String, Object> PLAN =
      Map.of(
          "tasks",
          List.of(
              task("Write the proverb into proverb.txt with the text editor.", List.of()),
              task("Save the name of this system in system.txt.", List.of()),
              task("Count the letters of proverb.txt into letters.txt.", List.of(0))));

  private static Map<String, Object> task(String description, List<Integer> dependsOn) {
    return Map.of("description", description, "depends_on", dependsOn);
  }

  private static final List<Turn> WRITES =
      List.of(
          Turn.of("First I look at what is there.", new Gesture.Look()),
          Turn.of("A text editor is what a person would take.", new Gesture.Press("super+e")),
          Turn.until(
              "afpad",
              "It may need a moment.",
              new Gesture.Wait(1),
              Gesture.tool("run_command", "command", WINDOW)),
          Turn.of(
              "Now the words; then they are saved.",
              new Gesture.Type(PROVERB),
              new Gesture.Press("ctrl+shift+s")),
          Turn.until(
              "save",
              "Does it ask for a name?",
              new Gesture.Wait(1),
              Gesture.tool("run_command", "command", WINDOW)),
          Turn.of(
              "It does.", new Gesture.Press("ctrl+a"), new Gesture.Type("/home/user/proverb.txt")),
          // What the dialog has completed the name with goes away.
          Turn.of(
              "That is the name.",
              new Gesture.Wait(1),
              new Gesture.Press("Delete"),
              new Gesture.Press("Return")),
          // The first Return may only have closed the list of names.
          Turn.until(
              PROVERB,
              "I check what was saved.",
              new Gesture.Press("Return"),
              new Gesture.Wait(1),
              Gesture.tool("run_command", "command", "cat proverb.txt")),
          Turn.of("It is right.", finish("The proverb is in proverb.txt.", "proverb.txt")));

  private static final List<Turn> ASKS_THE_SYSTEM =
      List.of(
          Turn.of(
              "A command is quicker than a terminal here.",
              Gesture.tool("run_command", "command", "uname -s > system.txt && cat system.txt")),
          Turn.of("That is all.", finish("The name is in system.txt.", "system.txt")));

  private static final List<Turn> COUNTS =
      List.of(
          Turn.of(
              "Spaces are no letters.",
              Gesture.tool(
                  "run_command", "command", "tr -cd a-z < proverb.txt | wc -c > letters.txt")),
          Turn.until("22", "I check.", Gesture.tool("read_file", "path", "letters.txt")),
          Turn.of("22.", finish("It has 22 letters.", "letters.txt")));

  private static Gesture finish(String result, String file) {
    return Gesture.tool(
        "finish",
        "result",
        result,
        "evidence",
        "I have read the file.",
        "artifacts",
        List.of(file));
  }

  private Colleague() {}

  static Turn answer(Heard heard) {
    if (heard.tools().contains("plan")) {
      return Turn.of("Three things are wanted; one needs another.", new Gesture.Tool("plan", PLAN));
    }
    if (heard.tools().contains("verdict")) {
      return Turn.of(
          "The file is there and right.",
          Gesture.tool("verdict", "verdict", "verified", "reason", "The file is as it should be."));
    }
    List<Turn> part =
        heard.opening().contains("Count the letters")
            ? COUNTS
            : heard.opening().contains("name of this system") ? ASKS_THE_SYSTEM : WRITES;
    return next(part, heard.results());
  }

  /// Where a part goes on, after what has come back so far.
  static Turn next(List<Turn> part, List<String> results) {
    int at = 0;
    for (String result : results) {
      if (at < part.size() - 1 && part.get(at).until().test(result)) {
        at++;
      }
    }
    return part.get(at);
  }
}
