package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.DataFolder;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run` in front of a person, at a terminal of its own (a pty that `script` makes), and where
/// there is none.
final class AskingTerminalTest {
  private static final String TWO = "Triple-click at 20,20. Wait 1 s and triple-click at 40,40.";

  @TempDir private Path folder;

  @BeforeEach
  void listNoPackages() throws IOException {
    Files.createDirectories(folder.resolve("image"));
    Files.writeString(folder.resolve("image/packages.txt"), "dpkg\n");
  }

  @Test
  void whatIsAnsweredInTheTerminalIsDoneOrNot() throws Exception {
    Process run = atTerminal("run", "--agents", "1", TWO);
    String said = readUntil(run, "p1: Allow this? [y/N] ");
    type(run, "y\n");
    said += readUntil(run, "p2: Allow this? [y/N] ");
    type(run, "\n");
    said += rest(run);
    assertThat(said).contains("asks (p1)", "✓ t1", "✗ t2", "Failed: 1 of 2 tasks");
    assertThat(answers())
        .containsExactly(
            new Event.ApprovalAnswered("p1", true, "a person"),
            new Event.ApprovalAnswered("p2", false, "a person"));
  }

  @Test
  void thingsGoOnBeingShownAndCtrlCIsHeardWhileItAsks() throws Exception {
    Process run = atTerminal("run", "--agents", "2", "Triple-click at 20,20. Wait 1 s.");
    String said = readUntil(run, "Allow this? [y/N] ");
    said += readUntil(run, "✓ t2");
    // The question stands below what was said meanwhile.
    said += readUntil(run, "Allow this? [y/N] ");
    type(run, "\u0003");
    said += rest(run);
    assertThat(said).contains("Stopping", "Stopped: the desktops are gone");
  }

  @Test
  void anAgentsQuestionIsAnsweredWithTheLineThatIsTyped() throws Exception {
    Process run = atTerminal("run", "--agents", "1", "Ask 'Which cellar?' and note 'It is dark'.");
    String said = readUntil(run, "q1: What shall it be told? ");
    type(run, "\n");
    said += readUntil(run, "q1: What shall it be told? ");
    type(run, "The left one.\n");
    said += rest(run);
    assertThat(said)
        .contains("asks (q1): Which cellar?", "note: It is dark", "was told: The left one.");
  }

  @Test
  void anAgentsQuestionIsAnsweredFromElsewhere() throws Exception {
    Process run = start(command("", "run", "--agents", "1", "Ask 'Which cellar?'."));
    String said = readUntil(run, " q1 TEXT");
    assertThat(said).contains("What shall it be told? Answer until ");
    String session = said.replaceFirst("(?s).*answer (s-\\w+) q1.*", "$1");
    assertThat(said(start(command("", "answer", session, "q9", "x")))).contains("nobody asks");
    assertThat(said(start(command("", "answer", session, "q1", "The", "left one."))))
        .isEqualTo("Told: q1.\n");
    assertThat(rest(run)).contains("was told: The left one.", "Completed: 1 of 1 task");
  }

  @Test
  void aPlanIsShownAndStartedByAYes() throws Exception {
    Process run = atTerminal("run", "--review", "--agents", "1", "Wait 1 ms.");
    String said = readUntil(run, "Start the work? [y/N] ");
    assertThat(said).contains("Wait 1 ms").doesNotContain("▶");
    type(run, "yes\n");
    assertThat(rest(run)).contains("started by a person", "Completed: 1 of 1 task");
  }

  @Test
  void aPlanThatIsNotWantedStopsTheSession() throws Exception {
    Process run = atTerminal("run", "--review", "--agents", "1", "Wait 1 ms.");
    String said = readUntil(run, "Start the work? [y/N] ");
    type(run, "n\n");
    said += rest(run);
    assertThat(said).contains("Not started", "Stopped: 0 of 1 task").doesNotContain("▶");
  }

  @Test
  void withoutATerminalItSaysHowToAnswerAndUntilWhen() throws Exception {
    Process run = start(command("", "run", "--review", "--agents", "1", "Triple-click at 9,9."));
    String said = readUntil(run, "--no)");
    assertThat(said)
        .containsPattern(
            "Start the work\\? Answer until \\d\\d:\\d\\d:\\d\\d: \\./manyhands approve s-\\w+ ");
    String session = said.replaceFirst("(?s).*approve (s-\\w+).*", "$1");
    assertThat(said(start(command("", "approve", session))))
        .isEqualTo("Started: " + session + " works on its plan.\n");
    said += readUntil(run, "--no)");
    assertThat(said)
        .contains("asks (p1): Triple-click 9, 9")
        .containsPattern(
            "Allow this\\? Answer until .*: \\./manyhands approve " + session + " p1 ");
    assertThat(said(start(command("", "approve", session, "p7")))).contains("nobody asks for");
    assertThat(said(start(command("", "approve", session, "p1", "--no"))))
        .isEqualTo("Not allowed: p1.\n");
    assertThat(rest(run)).contains("not allowed by a person", "Failed: 0 of 1 task");
    assertThat(said(start(command("", "approve", session, "p1")))).contains("no Manyhands works");
  }

  private Process atTerminal(String... line) throws IOException {
    String quoted =
        String.join(" ", command("012", line).stream().map(AskingTerminalTest::quoted).toList());
    return start(List.of("script", "--quiet", "--flush", "--command", quoted, "/dev/null"));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> command(String terminals, String... line) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmanyhands.terminals=" + terminals,
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedMain.class.getName(),
                folder.resolve("data").toString(),
                folder.toString()));
    command.addAll(List.of(line));
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("MANYHANDS_APPROVE", "triple_click");
    return builder.start();
  }

  private static void type(Process process, String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private static String readUntil(Process process, String words) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader letters = process.inputReader(StandardCharsets.UTF_8);
    while (said.indexOf(words) < 0) {
      int letter = letters.read();
      assertThat(letter).as("before \"%s\" came: %s", words, said).isNotNegative();
      said.append((char) letter);
    }
    return said.toString();
  }

  private static String rest(Process process) throws IOException {
    return process.inputReader(StandardCharsets.UTF_8).readAllAsString();
  }

  private static String said(Process process) throws Exception {
    String said = rest(process);
    assertThat(process.waitFor()).as(said).isLessThan(3);
    return said;
  }

  private List<Event> answers() {
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, Clock.systemUTC())) {
      SessionId session = log.sessions().getFirst();
      return log.read(session, 0, 10_000).stream()
          .map(Entry::event)
          .filter(Event.ApprovalAnswered.class::isInstance)
          .toList();
    }
  }
}
