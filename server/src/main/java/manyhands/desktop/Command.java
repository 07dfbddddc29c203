package manyhands.desktop;

import java.time.Duration;
import java.util.List;

/// A program to run inside a machine as its user, in the user's home folder, with the screen's
/// `DISPLAY` set. Output beyond `outputLimit` bytes (of each stream) is dropped; after `timeout`
/// the program and its children are killed.
public record Command(List<String> argv, byte[] stdin, Duration timeout, int outputLimit) {

  /// Runs a shell line.
  public static Command shell(String line, Duration timeout) {
    return new Command(List.of("/bin/sh", "-c", line), new byte[0], timeout, 1 << 20);
  }
}
