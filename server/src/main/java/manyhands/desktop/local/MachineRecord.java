package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What is written down about a running machine, so that the next server finds it: the numbers of
/// its outermost and its first inner process on this host, and when the latter started (numbers are
/// used again).
record MachineRecord(long holder, long init, long started) {

  private static final String FILE = "machine";
  static final MachineRecord NONE = new MachineRecord(0, 0, 0);

  static MachineRecord write(Path folder, long holder, long init) {
    MachineRecord record = new MachineRecord(holder, init, Processes.started(init));
    try {
      Path fresh = folder.resolve(FILE + ".new");
      Files.writeString(fresh, record.holder + " " + record.init + " " + record.started + "\n");
      Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return record;
  }

  /// [#NONE] when nothing, or nothing readable, was written.
  static MachineRecord read(Path folder) {
    try {
      List<String> words = List.of(Files.readString(folder.resolve(FILE)).strip().split(" ", -1));
      return new MachineRecord(
          Long.parseLong(words.get(0)), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)));
    } catch (IOException | RuntimeException _) {
      return NONE;
    }
  }

  boolean alive() {
    return init > 0 && started >= 0 && Processes.started(init) == started;
  }
}
