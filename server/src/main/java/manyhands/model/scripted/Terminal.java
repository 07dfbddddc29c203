package manyhands.model.scripted;

import org.jspecify.annotations.Nullable;

/// Runs commands in a terminal window by typing them, as a person would.
final class Terminal {

  /// The shell's first prompt, on a busy machine.
  private static final int PROMPT_PATIENCE = 30_000;

  /// A command that takes longer needs other means than a script; the task's budget may end sooner.
  private static final int COMMAND_PATIENCE = 600_000;

  /// A terminal that was asked for before the server was restarted is there by then.
  private static final int RESTARTED = 10_000;

  private static final int ARRIVAL_MILLIS = 500;

  private final Keyboard keyboard;
  private final Windows windows;
  private long pid;
  private boolean literal;

  Terminal(Keyboard keyboard, Windows windows) {
    this.keyboard = keyboard;
    this.windows = windows;
  }

  /// Opens a new terminal and returns when its shell shows a prompt.
  void open() {
    Shell before = keyboard.shell();
    boolean pressed;
    Shell first;
    do {
      pressed = keyboard.attemptPress(Program.TERMINAL.keys());
      first = awaitShellAfter(before, pressed ? PROMPT_PATIENCE : RESTARTED);
    } while (first == null && !pressed);
    if (first == null) {
      throw new StepFailed(
          "No terminal showed a prompt within "
              + PROMPT_PATIENCE / 1000
              + " seconds; active is "
              + keyboard.window().words()
              + ".");
    }
    windows.awaitActive(Program.TERMINAL);
    windows.opened(Program.TERMINAL);
    pid = first.pid();
    literal = false;
  }

  private @Nullable Shell awaitShellAfter(Shell before, int millis) {
    return keyboard.await(
        Shell.MARKER,
        millis,
        marker -> {
          Shell shell = Shell.of(marker);
          return shell.pid() != 0 && shell.pid() != before.pid() ? shell : null;
        });
  }

  /// Goes on in this task's terminal; a new one when it is not the active window.
  void use() {
    if (!(windows.hasOpened(Program.TERMINAL) && Program.TERMINAL.owns(keyboard.window()))) {
      open();
    }
  }

  /// Types a command and returns when it has ended well.
  void run(String command) {
    use();
    if (command.contains("!") && !literal) {
      // Else the shell would put an earlier command in its place.
      await("set +H");
      literal = true;
    }
    int status = await(command);
    if (status != 0) {
      throw new StepFailed("The command `" + command + "` ended with exit status " + status + ".");
    }
  }

  /// Whether the shell has taken a command that may have been typed.
  private boolean hasBegun(Shell before, String command) {
    if (command.indexOf('\n') >= 0) {
      throw new StepFailed(
          "The server was restarted while `"
              + command
              + "` was typed, and a script cannot see how many of its lines were run.");
    }
    // Keys that were on their way have arrived after that.
    keyboard.act("wait", it -> it.put("millis", ARRIVAL_MILLIS));
    Shell begun = keyboard.shell(Shell.BEGUN);
    Shell now = keyboard.shell();
    return (begun.pid() == pid && begun.count() >= before.count())
        || (now.pid() == pid && now.count() > before.count());
  }

  private int await(String command) {
    Shell before = keyboard.shell();
    if (before.pid() != pid) {
      throw new StepFailed(
          "Another shell than that of this task's terminal shows prompts: cannot tell when `"
              + command
              + "` ends. It was not typed.");
    }
    while (!keyboard.attemptType(command + "\n") && !hasBegun(before, command)) {
      // What was typed of it goes away first.
      keyboard.pressAgain("ctrl+e");
      keyboard.pressAgain("ctrl+u");
    }
    Shell after =
        keyboard.await(
            Shell.MARKER,
            COMMAND_PATIENCE,
            marker -> {
              Shell shell = Shell.of(marker);
              return shell.pid() == pid && shell.count() > before.count() ? shell : null;
            });
    if (after == null) {
      throw new StepFailed(
          "The command `"
              + command
              + "` had not ended after "
              + COMMAND_PATIENCE / 1000
              + " seconds; active is "
              + keyboard.window().words()
              + ".");
    }
    return after.status();
  }
}
