package manyhands.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A script of `server/src/test/browser` running in Node.js. It says things a line each on its
/// standard output and is told things a line each on its input.
public final class NodeScript implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String END = "\0end";

  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();
  private final Writer input;

  private NodeScript(Process process) {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  public static NodeScript start(String name, String... arguments) {
    return start(NpmPackages.folder(), "node", name, arguments);
  }

  /// One of another folder, in a Node.js of one's choice.
  public static NodeScript start(Path folder, String node, String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(node, folder.resolve(name).toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      NodeScript script = new NodeScript(process);
      Thread.ofVirtual().start(script::read);
      return script;
    } catch (IOException e) {
      throw new IllegalStateException("these tests need Node.js 18 or newer in the PATH", e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(said::add);
    } catch (UncheckedIOException | IOException e) {
      // It was ended.
    }
    said.add(END);
  }

  /// Its next line.
  public String next() {
    try {
      String line = said.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null || line.equals(END)) {
        String why = line == null ? "said nothing more for " + PATIENCE : "ended";
        throw new AssertionError("the script " + why + " after:\n" + String.join("\n", heard));
      }
      heard.add(line);
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Waits for a line that starts so, passing over others; returns what follows the prefix.
  public String next(String prefix) {
    String line = next();
    while (!line.startsWith(prefix)) {
      line = next();
    }
    return line.substring(prefix.length()).strip();
  }

  /// Tells it something.
  public void tell(String line) {
    try {
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the script has ended after:\n" + heard, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
