package manyhands.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `manyhands serve` as a process of its own, from the moment that it listens; closing kills it.
record Served(Process process, String address, String token) implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+)/\\?token=(\\w+)");

  static Served start(Path data) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("manyhands.home"), "manyhands").toString(),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return new Served(process, address.group(1), address.group(2));
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not start");
  }

  /// A figure of its memory as the kernel names it, in KiB.
  long memory(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
