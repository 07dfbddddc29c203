package manyhands.desktop.local;

import java.io.IOException;
import java.util.concurrent.ThreadFactory;

/// The three pipes of a program, for virtual threads to use.
record Pipes(ProgramInput input, ProgramOutput output, ProgramOutput errors) {

  /// `threads` must not be virtual ones.
  static Pipes of(Process process, ThreadFactory threads) {
    return new Pipes(
        new ProgramInput(process.getOutputStream(), threads),
        ProgramOutput.of(process.getInputStream(), threads),
        ProgramOutput.of(process.getErrorStream(), threads));
  }

  /// Nobody reads what it still says.
  void leave() {
    try (output;
        errors) {
      // Closing is all.
    } catch (IOException _) {
      // They were closed with the program.
    }
  }
}
