package manyhands.desktop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program to start inside a machine as its user, with the screen's `DISPLAY` set. It runs until
/// it ends by itself or is ended; nothing limits its time or its output.
///
/// @param argv its name and arguments, no shell in between
/// @param environment what it finds besides, or instead of, what every program there finds
/// @param folder where it starts, relative to the home folder; there when it is null
/// @param terminal it sits at a terminal of that size; at none when it is null
public record Program(
    List<String> argv,
    Map<String, String> environment,
    @Nullable String folder,
    @Nullable TerminalSize terminal) {

  /// Of a terminal, in characters.
  public record TerminalSize(int columns, int rows) {
    /// What terminals of that size or larger have never been asked for.
    private static final int LARGEST = 10_000;

    public TerminalSize {
      if (columns < 1 || rows < 1 || columns > LARGEST || rows > LARGEST) {
        throw new DesktopException(
            DesktopException.Code.BAD_ACTION,
            "a terminal has from 1 to %,d columns and rows, not %d by %d"
                .formatted(LARGEST, columns, rows));
      }
    }
  }

  /// At no terminal, in the home folder.
  public Program(List<String> argv) {
    this(argv, Map.of(), null, null);
  }
}
