package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a task's words as steps. Steps are joined with commas and "and"; phrases such as "in the
/// terminal" say where.
final class StepReader {

  /// More steps than this in one task are no script that a person wrote.
  static final int MOST_STEPS = 200;

  /// Without its quotes no step is longer.
  private static final int LONGEST_PHRASE = 2_000;

  static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  // A comma between digits belongs to coordinates.
  private static final Pattern BETWEEN =
      Pattern.compile("\\s*(?:(?<!\\d),|,(?!\\s*\\d))\\s*(?:and\\s+)?|\\s+and\\s+", FLAGS);

  private static final Pattern FILLER =
      Pattern.compile(
          "^(?:(?:please|now|first|firstly|next|finally|also|lastly|again|there|i want you to|you"
              + " should|could you|can you)\\b[\\s,:]*)+",
          FLAGS);

  private static final String ARTICLE =
      "(?:(?:a|an|the|another|your|my|that|this)\\s+)?(?:new\\s+)?";

  private static final String PROGRAM =
      "(?:(?<terminal>terminal(?:\\s+emulator)?|shell|console|command\\s+line|command\\s+prompt"
          + "|xterm)|(?<editor>(?:plain\\s+)?text\\s+editor|editor|notepad)"
          + "|(?<files>file\\s+(?:manager|browser|explorer)|files)"
          + "|(?<browser>(?:web\\s+|internet\\s+)?browser|chromium|chrome))"
          + "(?:\\s+(?:window|app|application|program))?";

  private static final Pattern OPEN =
      Pattern.compile(
          "(?:open(?:\\s+up)?|start(?:\\s+up)?|launch|bring\\s+up)\\s+" + ARTICLE + PROGRAM, FLAGS);

  private static final Pattern USE =
      Pattern.compile(
          "(?:in|inside|within|on|from|with|using|use|go\\s+to|switch\\s+to)\\s+"
              + ARTICLE
              + PROGRAM
              + "(?:\\s*[,:]?\\s+(?:to\\s+)?(?<rest>\\S.*))?",
          FLAGS);

  private static final Pattern WHERE =
      Pattern.compile(
          "(?<rest>.*\\S)\\s+(?:in|into|inside|within|on|from|with|using)\\s+" + ARTICLE + PROGRAM,
          FLAGS);

  /// What is wrong with a task's words, for a person.
  static final class NotUnderstood extends Exception {
    NotUnderstood(String message) {
      super(message);
    }
  }

  private StepReader() {}

  static List<Step> read(String task) throws NotUnderstood {
    Quoted quoted = Quoted.of(task);
    List<Step> steps = new ArrayList<>();
    for (String phrase : BETWEEN.split(quoted.template().replaceAll("\\s+", " "))) {
      String words = trim(phrase);
      if (!words.isEmpty()) {
        readPhrase(words, quoted, steps);
      }
    }
    if (steps.isEmpty()) {
      throw new NotUnderstood("The task \"" + task + "\" has no steps. " + StepGrammar.KNOWN);
    }
    return List.copyOf(steps);
  }

  private static void readPhrase(String words, Quoted quoted, List<Step> steps)
      throws NotUnderstood {
    if (steps.size() >= MOST_STEPS) {
      throw new NotUnderstood("The task has more than " + MOST_STEPS + " steps; split it.");
    }
    if (words.length() > LONGEST_PHRASE) {
      throw new NotUnderstood("A step of " + words.length() + " characters is no step.");
    }
    Matcher open = OPEN.matcher(words);
    if (open.matches()) {
      steps.add(new Step.Open(program(open)));
      return;
    }
    Matcher use = USE.matcher(words);
    if (use.matches()) {
      steps.add(new Step.Use(program(use)));
      if (use.group("rest") != null) {
        readPhrase(trim(use.group("rest")), quoted, steps);
      }
      return;
    }
    Matcher where = WHERE.matcher(words);
    if (where.matches()) {
      steps.add(new Step.Use(program(where)));
      readPhrase(trim(where.group("rest")), quoted, steps);
      return;
    }
    Step step = StepGrammar.read(words, quoted);
    if (step == null) {
      throw new NotUnderstood(unknown(quoted.restore(words)));
    }
    // The browser is opened by the step itself.
    if (step instanceof Step.Browse
        && !steps.isEmpty()
        && steps.getLast().equals(new Step.Use(Program.BROWSER))) {
      steps.removeLast();
    }
    steps.add(step);
  }

  private static String unknown(String phrase) {
    StringBuilder words =
        new StringBuilder("I do not understand the step \"").append(phrase).append("\"");
    String template = Quoted.of(phrase).template();
    if (Pattern.compile("(?:^|\\s)['\"`\u2018\u201C\u201E\u00AB]").matcher(template).find()) {
      words.append(": a quote is opened and never closed");
    }
    return words.append(". ").append(StepGrammar.KNOWN).toString();
  }

  private static String trim(String words) {
    String bare = Trim.both(words, ",:", ",:!?.");
    return FILLER.matcher(bare).replaceFirst("").strip();
  }

  private static Program program(Matcher matched) {
    if (matched.group("terminal") != null) {
      return Program.TERMINAL;
    }
    if (matched.group("editor") != null) {
      return Program.EDITOR;
    }
    return matched.group("files") != null ? Program.FILES : Program.BROWSER;
  }
}
