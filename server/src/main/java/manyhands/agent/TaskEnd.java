package manyhands.agent;

import java.util.List;

/// How an agent's work on a task ended.
public sealed interface TaskEnd {

  /// The model says that it is done. `artifacts` are the files it names: paths inside the machine,
  /// absolute or relative to the user's home folder, not checked.
  record Done(String result, List<String> artifacts) implements TaskEnd {}

  /// It could not be done: the model gave up, a budget ran out, or the model could not be used.
  record Failed(String reason) implements TaskEnd {}

  /// The desktop is gone; another try on a new one may help.
  record DesktopLost(String reason) implements TaskEnd {}

  /// The thread was told to stop; its interrupt flag is set.
  record Stopped() implements TaskEnd {}
}
