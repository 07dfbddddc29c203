package manyhands.agent;

import java.util.Locale;
import manyhands.desktop.Action;
import manyhands.desktop.Point;
import org.jspecify.annotations.Nullable;

/// What models and people are told of an agent that gets nowhere. Nothing in it comes from the
/// screen or from a program's output.
final class StuckWords {

  private StuckWords() {}

  /// What a deed did, as a thing that one can speak of.
  static String thing(Deed deed) {
    Action action = deed.action();
    if (action == null) {
      return "this call (" + Words.shorten(deed.words()) + ")";
    }
    Point at = Resemblance.at(action);
    String place = at == null ? "" : " at " + at.x() + ", " + at.y();
    return switch (action) {
      case Action.Click _ -> "this click" + place;
      case Action.DoubleClick _ -> "this double-click" + place;
      case Action.TripleClick _ -> "this triple-click" + place;
      case Action.Drag _ -> "this drag from " + place.replace(" at ", "");
      case Action.Scroll it ->
          "scrolling " + it.direction().name().toLowerCase(Locale.ROOT) + place;
      case Action.Type it -> "typing \"" + Words.shorten(it.text()) + "\"";
      case Action.TypeSecret it -> "typing the secret " + Words.shorten(it.name());
      case Action.Press it -> "pressing " + Words.shorten(it.keys());
      case Action.Hold it -> "holding " + Words.shorten(it.keys());
      case Action.Move _, Action.MouseDown _, Action.MouseUp _, Action.Wait _ ->
          "this action (" + Words.shorten(deed.words()) + ")";
    };
  }

  /// What the model reads; `zooms` says whether it has a tool to look closer.
  static String told(Rung rung, String reason, @Nullable String approach, boolean zooms) {
    return switch (rung) {
      case TELL ->
          "You are not getting anywhere: "
              + reason
              + ". Doing it once more will not help. Find out why, and do something else.";
      case LOOK ->
          "Still nothing: "
              + reason
              + ". The picture is new: look closely before you go on"
              + (zooms ? ", with `zoom` where it matters" : "")
              + ". Is it really what you take it for, is it disabled, or is something in front of"
              + " it? Or take another way: the keyboard instead of the mouse, a menu, or"
              + " `run_command`.";
      case REPLAN ->
          approach == null
              ? "You are stuck: "
                  + reason
                  + ". Give up this way. Think of one that is wholly different, say it in a few"
                  + " steps, and follow that."
              : "You are stuck: "
                  + reason
                  + ". Asked afresh how to do the task, you chose this approach. Follow it from now"
                  + " on, and not what you did before:\n"
                  + approach;
      case ASK -> "You are stuck: " + reason + ". The person you work for was asked what to do.";
      case FAIL -> "You were stuck: " + reason + ".";
    };
  }

  /// What the person said who was asked.
  static String answer(String text) {
    return "You were stuck, and the person you work for says what to do:\n" + text;
  }

  /// What a person is asked.
  static String question(String task, String reason, String said) {
    return "I am stuck: "
        + reason
        + ". My task: "
        + Words.shorten(task)
        + (said.isBlank() ? "" : " I said last: \"" + Words.shorten(said) + "\"")
        + " What shall I do? You may do it yourself at my desktop first, and then tell me.";
  }

  /// Why the task fails.
  static String failed(String reason) {
    return "The agent was stuck, and nothing that was tried helped: "
        + reason
        + ". Go on with a hint how it can be done, or do this step at its desktop yourself.";
  }
}
