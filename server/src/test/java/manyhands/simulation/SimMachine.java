package manyhands.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;
import manyhands.simulation.Step.Kind;
import manyhands.simulation.Step.Verdict;

/// A machine as one life of the server has it.
record SimMachine(Life life, Steps steps, Rack rack, Rack.Unit unit) implements Machine {

  @Override
  public DesktopId id() {
    return unit.id;
  }

  @Override
  public ScreenAddress screen() {
    return new ScreenAddress.Tcp(InetSocketAddress.createUnresolved("simulated", 1), "");
  }

  @Override
  public boolean alive() {
    life.check();
    return unit.alive;
  }

  @Override
  public CommandResult run(Command command) {
    return act(
        "run",
        verdict -> {
          rack.does("command " + String.join(" ", command.argv()));
          int exit = new Random(verdict.dice()).nextInt(5) == 0 ? 1 : 0;
          return new CommandResult(exit, new byte[0], new byte[0], false, false);
        });
  }

  @Override
  public List<FileEntry> list(String folder, int limit) {
    return act(
        "list",
        _ ->
            unit.files.entrySet().stream()
                .map(file -> new FileEntry(file.getKey(), file.getValue().length, rack.files))
                .limit(limit)
                .toList());
  }

  @Override
  public long read(String path, OutputStream to, long limit) {
    byte[] content = act("read", _ -> unit.files.getOrDefault(path, new byte[0]));
    if (content.length == 0) {
      throw new DesktopException(Code.NO_SUCH_FILE, "no plain file: " + path);
    }
    try {
      to.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.length;
  }

  @Override
  public void write(String path, byte[] content) {
    act(
        "write",
        _ -> {
          // A copy from another desktop is brought as often as a desktop needs it.
          if (!path.startsWith("from-")) {
            rack.does("file " + path);
          }
          return unit.files.put(path, content.clone()) == null;
        });
  }

  private <T> T act(String words, Function<Verdict, T> what) {
    return steps.take(
        life,
        Kind.MACHINE,
        words + " at " + unit.id,
        verdict -> {
          check(unit, rack, verdict);
          return what.apply(verdict);
        });
  }

  /// Fails as a machine does that is dead, dies, or whose user wants to leave.
  static void check(Rack.Unit unit, Rack rack, Verdict verdict) {
    if (verdict.fault() == Fault.MACHINE_DIES) {
      rack.crash(unit);
    }
    if (!unit.alive) {
      throw new DesktopException(Code.LOST, "the machine is gone");
    }
    if (verdict.interrupted()) {
      throw new DesktopException(Code.INTERRUPTED, "interrupted");
    }
    if (verdict.fault() == Fault.FAILED) {
      throw new DesktopException(Code.TIMEOUT, "it did not answer");
    }
  }
}
