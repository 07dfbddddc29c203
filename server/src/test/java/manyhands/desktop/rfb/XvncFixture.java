package manyhands.desktop.rfb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import manyhands.desktop.ScreenAddress;
import org.awaitility.Awaitility;

/// A real Xvnc of the test's own on a Unix socket in a temporary folder, with programs on its
/// display. Closing it ends all of them and removes the folder.
final class XvncFixture implements AutoCloseable {

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private String display = "";

  private XvncFixture(Path folder) {
    this.folder = folder;
  }

  static XvncFixture start(String... options) {
    try {
      XvncFixture fixture = new XvncFixture(Files.createTempDirectory("rfb-test"));
      fixture.launch(options);
      return fixture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ScreenAddress.UnixSocket screen() {
    return new ScreenAddress.UnixSocket(folder.resolve("screen"));
  }

  Path folder() {
    return folder;
  }

  /// The process of the X server itself.
  Process server() {
    return processes.getFirst();
  }

  RfbClient connect(Encoding... encodings) {
    RfbOptions options =
        encodings.length == 0 ? RfbOptions.suited(screen()) : RfbOptions.with(encodings);
    return RfbClient.connect(screen(), options, Thread.ofVirtual().factory());
  }

  /// Starts a program on the display; its output goes to a file.
  Process start(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      environment(builder.environment());
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
      Process process = builder.start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program on the display to its end.
  void run(String... command) {
    try {
      Process process = start(List.of(command));
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + List.of(command) + "\n" + log());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts pixels on the background of a screen that is 1280 pixels wide.
  void draw(int[] pixels) {
    RootWindow.draw(display, 1280, pixels);
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public void close() {
    for (Process program : processes.subList(1, processes.size())) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
    // not forcibly: it removes its lock and its socket itself
    server().destroy();
    processes.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    removeWhatAKilledServerLeft();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeWhatAKilledServerLeft() {
    String number = display.substring(1);
    Path.of("/tmp/.X" + number + "-lock").toFile().delete();
    Path.of("/tmp/.X11-unix/X" + number).toFile().delete();
  }

  private void environment(Map<String, String> variables) {
    variables.put("DISPLAY", display);
    variables.put("HOME", folder.toString());
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("GTK_IM_MODULE", "gtk-im-context-simple");
    variables.put("NO_AT_BRIDGE", "1");
    variables.remove("XAUTHORITY");
  }

  private void launch(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "exec Xvnc \"$@\" 5>display",
                "Xvnc",
                "-rfbport",
                "-1",
                "-rfbunixpath",
                "screen",
                "-AlwaysShared",
                "-noreset",
                "-nolisten",
                "tcp",
                "-displayfd",
                "5"));
    command.addAll(List.of(options));
    if (!command.contains("-SecurityTypes")) {
      command.addAll(List.of("-SecurityTypes", "None"));
    }
    if (!command.contains("-geometry")) {
      command.addAll(List.of("-geometry", "1280x800", "-depth", "24"));
    }
    Process xvnc = start(command);
    Path number = folder.resolve("display");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() ->
            !xvnc.isAlive() || (Files.exists(number) && Files.readString(number).endsWith("\n")));
    try {
      display = ":" + Files.readString(number).strip();
    } catch (IOException e) {
      throw new IllegalStateException("Xvnc did not start: " + log(), e);
    }
  }
}
