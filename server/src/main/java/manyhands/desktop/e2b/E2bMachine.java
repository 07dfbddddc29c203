package manyhands.desktop.e2b;

import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// One sandbox. One that a server before this one made is only connected to, and its time extended,
/// when it is used.
final class E2bMachine implements Machine {

  private final DesktopId id;
  private final String sandboxId;
  private final Function<E2bMachine, Sandbox> connecting;
  private final E2bAccount account;
  private final Programs programs;
  private final SandboxFiles files;
  private final Display display;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Sandbox sandbox;
  private ScreenAddress.@Nullable WebSocket screen;
  private volatile boolean gone;
  private volatile boolean paused;

  /// What it needs of its provider; `connecting` resumes it if it must.
  record Office(
      E2bAccount account,
      Http http,
      ThreadFactory threads,
      Supplier<String> secrets,
      Function<E2bMachine, Sandbox> connecting) {}

  E2bMachine(DesktopId id, String sandboxId, Office office) {
    this.id = id;
    this.sandboxId = sandboxId;
    this.connecting = office.connecting();
    this.account = office.account();
    Envd envd = new Envd(account, office.http(), this::sandbox, this::lost);
    this.programs = new Programs(envd, account, office.threads(), office.secrets().get());
    this.files = new SandboxFiles(envd, programs, office.threads());
    this.display = new Display(programs, office.secrets());
  }

  /// The machine of a sandbox that has just been made.
  static E2bMachine made(DesktopId id, Sandbox sandbox, Office office) {
    E2bMachine machine = new E2bMachine(id, sandbox.id(), office);
    machine.connected(sandbox);
    return machine;
  }

  String sandboxId() {
    return sandboxId;
  }

  void boot(Size size) {
    display.start(size);
    var _ = screen();
  }

  /// It stands still: nothing is to be extended.
  void paused() {
    paused = true;
  }

  boolean runs() {
    return !paused && !gone;
  }

  /// It runs, again or still: its tokens may be others now.
  void connected(Sandbox now) {
    paused = false;
    lock.lock();
    try {
      sandbox = now;
    } finally {
      lock.unlock();
    }
  }

  void lost() {
    gone = true;
  }

  private Sandbox sandbox() {
    lock.lock();
    try {
      if (sandbox == null) {
        sandbox = connecting.apply(this);
      }
      return sandbox;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public DesktopId id() {
    return id;
  }

  @Override
  public ScreenAddress screen() {
    lock.lock();
    try {
      if (screen == null) {
        needed();
        Sandbox now = sandbox();
        String password = display.stream();
        URI address =
            URI.create(
                account
                        .sandbox(now.id(), now.domain(), Display.STREAM)
                        .toString()
                        .replaceFirst("^http", "ws")
                    + "/websockify");
        screen = new ScreenAddress.WebSocket(address, now.headers(Display.STREAM), password);
      }
      return screen;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean alive() {
    return !gone;
  }

  @Override
  public CommandResult run(Command command) {
    needed();
    return programs.run(command);
  }

  @Override
  public List<FileEntry> list(String folder, int limit) {
    needed();
    return files.list(folder, limit);
  }

  @Override
  public long read(String path, OutputStream to, long limit) {
    needed();
    return files.read(path, to, limit);
  }

  @Override
  public void write(String path, byte[] content) {
    needed();
    files.write(path, content);
  }

  private void needed() {
    if (gone) {
      throw new DesktopException(
          Code.LOST, "the desktop " + id + " is gone: its sandbox " + sandboxId + " has ended");
    }
  }
}
