package manyhands.model.scripted;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.model.scripted.StepReader.NotUnderstood;
import org.jspecify.annotations.Nullable;

/// How each kind of step is written, apart from opening windows.
final class StepGrammar {

  static final String KNOWN =
      "Known steps are: open a terminal (text editor, file manager, browser); run '...'; type '...';"
          + " save it as NAME; open http://...; press KEYS; click X,Y (also double, triple, right);"
          + " move to X,Y; drag X,Y to X,Y; scroll down N; wait N s; take a screenshot; ask '...';"
          + " note '...'. Commands and texts stand in quotes.";

  private static final String QUOTE = "\\s*" + Quoted.PATTERN;
  private static final String AT = "\\(?(\\d{1,6})\\s*,\\s*(\\d{1,6})\\)?";

  /// One way to write a kind of step.
  private record Form(Pattern pattern, Reader reader) {}

  @FunctionalInterface
  private interface Reader {
    Step read(Matcher it, Quoted quoted) throws NotUnderstood;
  }

  private static final List<Form> FORMS =
      List.of(
          form(
              "(?:run|execute)(?:\\s+(?:the|this))?(?:\\s+shell)?(?:\\s+command)?:?" + QUOTE,
              (it, quoted) -> new Step.Run(StepLimits.command(quoted.value(it.group(1))))),
          form(
              "(?:type|write|enter|input|insert)(?:\\s+(?:in|down))?(?:\\s+(?:the|this))?"
                  + "(?:\\s+(?:texts?|words?|lines?|sentence|message))?:?"
                  + QUOTE
                  + "(?:\\s+(?:in|into)\\s+it)?",
              (it, quoted) -> new Step.Type(StepLimits.text(quoted.value(it.group(1))))),
          form(
              "save(?:\\s+(?:it|this|that|(?:the|this)\\s+(?:file|text|document|note)))?"
                  + "\\s+(?:as|to|under|in|into)(?:\\s+(?:the|a)(?:\\s+new)?(?:\\s+text)?"
                  + "\\s+(?:file|name))?(?:\\s+(?:called|named))?(?:"
                  + QUOTE
                  + "|\\s+(\\S+))",
              (it, quoted) -> new Step.SaveAs(StepLimits.name(either(it, quoted)))),
          form(
              "(?:open|go\\s+to|visit|browse\\s+to|navigate\\s+to|load)(?:\\s+the)?"
                  + "(?:\\s+(?:page|url|address|site|website))?(?:"
                  + QUOTE
                  + "|\\s+([a-z][a-z0-9+.-]*:\\S+))",
              (it, quoted) -> new Step.Browse(StepLimits.address(either(it, quoted)))),
          form(
              "(?:press|hit|push)(?:\\s+the)?(?:\\s+keys?)?(?:"
                  + QUOTE
                  + "|\\s+(page\\s+(?:up|down)|(?:up|down|left|right)\\s+arrow"
                  + "|arrow\\s+(?:up|down|left|right)|[^\\s+]+(?:\\s*\\+\\s*[^\\s+]+)*))"
                  + "(?:\\s+keys?)?(?:\\s+(?:(\\d{1,3})\\s+times|once|(twice)))?",
              StepGrammar::press),
          form(
              "(?:(left|right|middle)[\\s-]*)?(?:(double|triple)[\\s-]*)?click"
                  + "(?:\\s+(?:on|at))?\\s+"
                  + AT,
              StepGrammar::click),
          form(
              "(?:move|hover)(?:\\s+the)?(?:\\s+(?:mouse|pointer|cursor))*"
                  + "(?:\\s+(?:to|over|at))?\\s+"
                  + AT,
              (it, _) -> new Step.Move(number(it, 1), number(it, 2))),
          form(
              "drag(?:\\s+the\\s+mouse)?(?:\\s+from)?\\s+" + AT + "\\s+to\\s+" + AT,
              (it, _) -> new Step.Drag(number(it, 1), number(it, 2), number(it, 3), number(it, 4))),
          form(
              "scroll\\s+(up|down|left|right)(?:\\s+(?:by\\s+)?(\\d{1,3})"
                  + "(?:\\s+(?:times?|notch(?:es)?|ticks?|clicks?|steps?|lines?))?)?(?:\\s+at\\s+"
                  + AT
                  + ")?",
              StepGrammar::scroll),
          form(
              "(?:wait|pause|sleep)(?:\\s+for)?\\s+(?:(\\d{1,6}(?:\\.\\d{1,3})?)|an?|one)\\s*"
                  + "(?:(ms|millis(?:econds?)?)|s|secs?|seconds?|(m|mins?|minutes?))",
              StepGrammar::pause),
          form(
              "(?:take|make|capture)\\s+(?:a\\s+)?(?:screenshot|picture)"
                  + "(?:\\s+of\\s+the\\s+screen)?|look\\s+at\\s+the\\s+screen",
              (_, _) -> new Step.Screenshot()),
          form(
              "ask(?:\\s+(?:me|us|the\\s+person|somebody|someone))?:?" + QUOTE,
              (it, quoted) -> new Step.Ask(StepLimits.words(quoted.value(it.group(1))))),
          form(
              "(?:note|(?:make|write|leave)\\s+a\\s+note)(?:\\s+(?:that|saying))?:?" + QUOTE,
              (it, quoted) -> new Step.Note(StepLimits.words(quoted.value(it.group(1))))));

  private static final int LONGEST_WAIT = 600_000;

  private StepGrammar() {}

  private static Form form(String regex, Reader reader) {
    return new Form(Pattern.compile(regex, StepReader.FLAGS), reader);
  }

  /// The step that the words say; null when they say none.
  static @Nullable Step read(String words, Quoted quoted) throws NotUnderstood {
    for (Form form : FORMS) {
      Matcher it = form.pattern().matcher(words);
      if (it.matches()) {
        return form.reader().read(it, quoted);
      }
    }
    return null;
  }

  private static Step press(Matcher it, Quoted quoted) throws NotUnderstood {
    int times = it.group(4) != null ? 2 : it.group(3) == null ? 1 : number(it, 3);
    return new Step.Press(KeyNames.of(either(it, quoted)), StepLimits.times(times));
  }

  private static Step click(Matcher it, Quoted quoted) {
    String many = it.group(2) == null ? "" : it.group(2).toLowerCase(Locale.ROOT) + "_";
    String button = it.group(1) == null ? "left" : it.group(1).toLowerCase(Locale.ROOT);
    return new Step.Click(many + "click", number(it, 3), number(it, 4), button);
  }

  private static Step scroll(Matcher it, Quoted quoted) throws NotUnderstood {
    String direction = it.group(1).toLowerCase(Locale.ROOT);
    int ticks = it.group(2) == null ? 3 : StepLimits.times(number(it, 2));
    return it.group(3) == null
        ? new Step.Scroll(direction, ticks, 400, 300)
        : new Step.Scroll(direction, ticks, number(it, 3), number(it, 4));
  }

  private static Step pause(Matcher it, Quoted quoted) throws NotUnderstood {
    BigDecimal amount = it.group(1) == null ? BigDecimal.ONE : new BigDecimal(it.group(1));
    int unit = it.group(2) != null ? 1 : it.group(3) != null ? 60_000 : 1_000;
    long millis = amount.multiply(BigDecimal.valueOf(unit)).longValue();
    if (millis > LONGEST_WAIT) {
      throw new NotUnderstood("A step waits at most " + LONGEST_WAIT / 1000 + " seconds.");
    }
    return new Step.Wait((int) millis);
  }

  private static int number(Matcher it, int group) {
    return Integer.parseInt(it.group(group));
  }

  /// The quoted text of group 1, or the bare word of group 2.
  private static String either(Matcher it, Quoted quoted) {
    return it.group(1) != null ? quoted.value(it.group(1)) : it.group(2);
  }
}
