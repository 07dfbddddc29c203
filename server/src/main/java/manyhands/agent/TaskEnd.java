package manyhands.agent;

import java.util.List;
import manyhands.event.Standing;

/// How an agent's work on a task ended.
public sealed interface TaskEnd {

  /// The model says that it is done. `artifacts` are the files it names: paths inside the machine,
  /// absolute or relative to the user's home folder; `evidence` is how it knows, in its own words;
  /// `standing` is what came of the check.
  record Done(String result, List<String> artifacts, String evidence, Standing standing)
      implements TaskEnd {
    /// Without a word about how it knows, and checked by nobody.
    public Done(String result, List<String> artifacts) {
      this(result, artifacts, "", Standing.CLAIMED);
    }

    Done as(Standing checked) {
      return new Done(result, artifacts, evidence, checked);
    }
  }

  /// Nothing can be asked of the model any more, for this task or another: its key was refused, its
  /// money is spent, or there is no such model.
  record ModelRefused(String reason) implements TaskEnd {}

  /// It could not be done: the model gave up, a budget ran out, or the model did not answer.
  record Failed(String reason) implements TaskEnd {
    /// How the reason begins when the model did not answer.
    public static final String MODEL = "The model could not be used: ";
  }

  /// The desktop is gone; another try on a new one may help.
  record DesktopLost(String reason) implements TaskEnd {}

  /// The thread was told to stop; its interrupt flag is set.
  record Stopped() implements TaskEnd {}
}
