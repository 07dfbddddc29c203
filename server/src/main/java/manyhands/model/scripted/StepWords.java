package manyhands.model.scripted;

/// A step in words for people.
final class StepWords {

  private StepWords() {}

  static String of(Step step) {
    return switch (step) {
      case Step.Open it -> "open the " + it.program().words();
      case Step.Use it -> "go on in the " + it.program().words();
      case Step.Run it -> "run `" + it.command() + "` in the terminal";
      case Step.Type it -> "type \"" + it.text() + "\"";
      case Step.SaveAs it -> "save it as " + it.name();
      case Step.Browse it -> "open " + it.address() + " in the browser";
      case Step.Press it ->
          "press " + it.keys() + (it.times() == 1 ? "" : " " + it.times() + " times");
      case Step.Click it ->
          (it.button().equals("left") ? "" : it.button() + " ")
              + it.tool().replace('_', ' ')
              + " at "
              + it.x()
              + ", "
              + it.y();
      case Step.Move it -> "move to " + it.x() + ", " + it.y();
      case Step.Drag it ->
          "drag " + it.fromX() + ", " + it.fromY() + " to " + it.toX() + ", " + it.toY();
      case Step.Scroll it -> "scroll " + it.direction() + " " + it.ticks();
      case Step.Wait it -> "wait " + it.millis() + " ms";
      case Step.Screenshot _ -> "look at the screen";
      case Step.Ask it -> "ask \"" + it.question() + "\"";
      case Step.Note it -> "note \"" + it.text() + "\"";
    };
  }
}
