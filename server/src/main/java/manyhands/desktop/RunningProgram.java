package manyhands.desktop;

import java.io.InputStream;
import java.io.OutputStream;

/// A program that was started inside a machine. Its streams are those of a pipe: who does not read
/// them makes it wait. At a terminal, everything comes as output. Safe for use by many threads, one
/// for each stream.
public interface RunningProgram extends AutoCloseable {

  /// What is told to it from outside.
  enum Signal {
    TERMINATE,
    KILL
  }

  /// How a program ended: its exit code, or the number of the signal that ended it.
  record End(int exitCode, int signal) {
    public boolean wasKilled() {
      return signal != 0;
    }
  }

  /// Its number inside the machine.
  long pid();

  /// Closing it is the end of the program's input.
  OutputStream input();

  InputStream output();

  InputStream errors();

  /// Waits for its end.
  End await() throws InterruptedException;

  /// Does nothing when it has ended.
  void signal(Signal signal);

  /// Fails with `UNSUPPORTED` for one at no terminal.
  void resize(Program.TerminalSize size);

  /// Ends the program, and what it has started in the background unless that made itself
  /// independent, and lets its streams go.
  @Override
  void close();
}
