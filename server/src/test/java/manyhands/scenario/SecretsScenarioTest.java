package manyhands.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import manyhands.Tree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys in the environment of a real run, at a real desktop: they appear nowhere.
final class SecretsScenarioTest {
  private static final String CANARY = "canary-7c1b9e-sings";
  private static final List<String> NAMES =
      List.of("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "DEDALUS_API_KEY", "E2B_API_KEY");

  private final Path folder = temporary();

  @AfterEach
  void clean() throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void aKeyInTheEnvironmentIsInNoFileNoLogNoStreamNoExportAndNoDesktop() throws Exception {
    Path data = folder.resolve("data");
    Process run =
        start(
            "run",
            "--agents",
            "1",
            "--model",
            "scripted",
            "--json",
            "--data",
            data.toString(),
            "Run 'env > env.txt; cat /proc/*/environ > all.txt; cat /proc/*/cmdline > list.txt;"
                + " sleep 2'");
    List<String> commands = new ArrayList<>();
    while (!run.waitFor(500, TimeUnit.MILLISECONDS)) {
      commands.addAll(commandLines(run.pid()));
    }
    assertThat(run.exitValue()).as(said()).isZero();
    assertThat(commands).anyMatch(line -> line.contains("Xvnc"));
    assertThat(commands).noneMatch(line -> line.contains(CANARY));

    String session =
        java.util.Objects.requireNonNull(folder.resolve("manyhands-files").toFile().list())[0];
    Process export = start("export", session, "--data", data.toString());
    assertThat(export.waitFor()).as(said()).isZero();

    Map<String, String> everything = everything();
    assertThat(everything.keySet())
        .contains("said", "data/events.db", "zip:artifacts/env.txt", "zip:events.jsonl")
        .anyMatch(name -> name.endsWith(".screen"));
    assertThat(everything.get("zip:artifacts/env.txt")).contains("HOME=/home/user");
    assertThat(where(everything, CANARY)).isEmpty();
    String token = Files.readString(data.resolve("token")).strip();
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(where(everything, token)).containsExactly("data/token");
  }

  private Process start(String... line) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmanyhands.home=" + Tree.ROOT.toAbsolutePath(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "manyhands.app.Main"));
    command.addAll(List.of(line));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    NAMES.forEach(name -> process.environment().put(name, CANARY + "-" + name));
    process.redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
    return process.start();
  }

  private static String absolute(String path) {
    List<String> all = new ArrayList<>();
    for (String each : path.split(java.io.File.pathSeparator, -1)) {
      all.add(Path.of(each).toAbsolutePath().toString());
    }
    return String.join(java.io.File.pathSeparator, all);
  }

  /// What `ps` shows of what that process has started.
  private static List<String> commandLines(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(child -> {
          try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"), ISO_8859_1);
          } catch (IOException e) {
            return "";
          }
        })
        .toList();
  }

  /// Every file of the run by its name, those within the export after `zip:`.
  private Map<String, String> everything() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), Files.readString(file, ISO_8859_1));
        if (file.toString().endsWith(".zip")) {
          try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
              byte[] bytes = zip.getInputStream(entry).readAllBytes();
              all.put("zip:" + entry.getName(), new String(bytes, ISO_8859_1));
            }
          }
        }
      }
    }
    return all;
  }

  private static List<String> where(Map<String, String> all, String secret) {
    return all.entrySet().stream()
        .filter(file -> file.getValue().contains(secret) || file.getKey().contains(secret))
        .map(Map.Entry::getKey)
        .toList();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private static Path temporary() {
    try {
      return Files.setPosixFilePermissions(
          Files.createTempDirectory(Path.of("/tmp"), "mhs"),
          PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
