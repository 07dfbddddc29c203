package manyhands.model.scripted;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens windows and knows which kinds this task has opened: windows of earlier tasks are left
/// alone, for nobody knows what is in them.
final class Windows {

  /// A browser's first start on a busy machine takes the longest.
  private static final int PATIENCE = 30_000;

  /// A window that was asked for before the server was restarted is there by then.
  private static final int RESTARTED = 5_000;

  private final Keyboard keyboard;
  private final Set<Program> opened = EnumSet.noneOf(Program.class);

  Windows(Keyboard keyboard) {
    this.keyboard = keyboard;
  }

  /// Opens a new window and returns when it is the active one.
  Window open(Program program) {
    Window before = keyboard.window();
    while (!keyboard.attemptPress(program.keys())
        && (program.owns(before) || awaitActive(program, RESTARTED) == null)) {
      // It was not pressed; a second window of the same kind does no harm.
    }
    if (program.owns(before)) {
      // Another window of the same kind may be named alike; only time tells them apart.
      keyboard.act("wait", it -> it.put("millis", 1_000));
    }
    opened.add(program);
    return awaitActive(program);
  }

  /// The active window, of this kind and opened by this task; a new one when it is not.
  void use(Program program) {
    if (!(opened.contains(program) && program.owns(keyboard.window()))) {
      open(program);
    }
  }

  private @Nullable Window awaitActive(Program program, int millis) {
    return keyboard.await(
        Window.MARKER,
        millis,
        marker -> {
          Window active = Window.of(marker);
          return program.owns(active) ? active : null;
        });
  }

  Window awaitActive(Program program) {
    Window window = awaitActive(program, PATIENCE);
    if (window == null) {
      throw new StepFailed(
          "No window of the "
              + program.words()
              + " came up within "
              + PATIENCE / 1000
              + " seconds; active is "
              + keyboard.window().words()
              + ".");
    }
    return window;
  }

  void opened(Program program) {
    opened.add(program);
  }

  boolean hasOpened(Program program) {
    return opened.contains(program);
  }
}
