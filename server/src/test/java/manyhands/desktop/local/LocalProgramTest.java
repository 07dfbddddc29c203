package manyhands.desktop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import manyhands.Tree;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.Program.TerminalSize;
import manyhands.desktop.RunningProgram;
import manyhands.desktop.RunningProgram.End;
import manyhands.desktop.RunningProgram.Signal;
import manyhands.desktop.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Programs that go on inside a real machine.
@Timeout(60)
final class LocalProgramTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static Path runtime;
  private static LocalDesktops desktops;
  private static Machine machine;

  @BeforeAll
  static void boot() throws Exception {
    runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    desktops =
        new LocalDesktops(
            new LocalPlaces(Tree.ROOT.resolve("image"), runtime), Thread.ofVirtual().factory());
    machine =
        desktops.start(
            new DesktopSpec(
                new DesktopId("programs"),
                new Size(800, 600),
                DesktopSpec.Network.NONE,
                new DesktopSpec.Limits(1L << 30, 256, 64L << 20)));
  }

  @AfterAll
  static void stopEverything() {
    desktops.list().forEach(one -> desktops.stop(one.id()));
    LocalPlaces.delete(runtime);
  }

  private static RunningProgram start(String... argv) {
    return machine.start(new Program(List.of(argv)));
  }

  private static String said(RunningProgram program) throws IOException {
    return new String(program.output().readAllBytes(), UTF_8);
  }

  private static String sh(String line) {
    return new String(machine.run(Command.shell(line, SOON)).stdout(), UTF_8).strip();
  }

  @Test
  void whatItIsToldAndWhatItSaysPassAsTheyCome() throws Exception {
    try (RunningProgram cat = start("cat")) {
      cat.input().write("brie\n".getBytes(UTF_8));
      cat.input().flush();
      assertThat(cat.output().readNBytes(5)).asString(UTF_8).isEqualTo("brie\n");
      assertThat(sh("cat /proc/%d/comm".formatted(cat.pid()))).isEqualTo("cat");

      cat.input().write("ä".getBytes(UTF_8));
      cat.input().close();
      assertThat(said(cat)).isEqualTo("ä");
      assertThat(cat.await()).isEqualTo(new End(0, 0));
    }
  }

  @Test
  void itsErrorsAndItsExitCodeAreItsOwn() throws Exception {
    try (RunningProgram program = start("sh", "-c", "echo out; echo err >&2; exit 7")) {
      assertThat(said(program)).isEqualTo("out\n");
      assertThat(program.errors().readAllBytes()).asString(UTF_8).isEqualTo("err\n");
      assertThat(program.await()).isEqualTo(new End(7, 0));
    }
    try (RunningProgram program = start("sh", "-c", "exit 255")) {
      assertThat(program.await()).isEqualTo(new End(255, 0));
    }
  }

  @Test
  void itFindsItsEnvironmentAndItsFolderAndNobodyElseSeesThem() throws Exception {
    String secret = "it's \"a\" $HOME \\ value`id`\nof two lines\twith a tab";
    sh("mkdir -p 'a b'");
    Program program =
        new Program(
            List.of("sh", "-c", "pwd; printf %s \"$SECRET\"; sleep 5"),
            Map.of("SECRET", secret, "LANG", "de_DE.UTF-8"),
            "a b",
            null);
    try (RunningProgram running = machine.start(program)) {
      String expected = "/home/user/a b\n" + secret;
      assertThat(running.output().readNBytes(expected.getBytes(UTF_8).length))
          .asString(UTF_8)
          .isEqualTo(expected);
      assertThat(ProcessHandle.allProcesses())
          .extracting(process -> process.info().commandLine().orElse(""))
          .noneMatch(line -> line.contains("of two lines"));
      running.signal(Signal.KILL);
      assertThat(running.await().signal()).isEqualTo(9);
    }
  }

  @Test
  void aSignalReachesItAndNotItsChildren() throws Exception {
    try (RunningProgram program =
        start(
            "bash", "-c", "trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done")) {
      assertThat(program.output().readNBytes(3)).asString(UTF_8).isEqualTo("up\n");
      program.signal(Signal.TERMINATE);
      assertThat(said(program)).isEqualTo("bye\n");
      assertThat(program.await()).isEqualTo(new End(3, 0));
      program.signal(Signal.KILL);
    }
  }

  @Test
  void whatItExitsWithIsToldAsItIsAlsoWhenAShellSpeaksOfASignalSo() throws Exception {
    for (int code : List.of(7, 130, 137, 255)) {
      try (RunningProgram program = start("bash", "-c", "exit " + code)) {
        assertThat(program.await()).isEqualTo(new End(code, 0));
      }
    }
    try (RunningProgram program = start("bash", "-c", "bash -c 'kill -9 $$'; exit $?")) {
      assertThat(program.await()).isEqualTo(new End(137, 0));
    }
  }

  @Test
  void whenItIsClosedNothingOfItGoesOn() throws Exception {
    RunningProgram program = start("sh", "-c", "sleep 4242 & echo up; sleep 4243");
    assertThat(program.output().readNBytes(3)).asString(UTF_8).isEqualTo("up\n");
    program.close();
    assertThat(sh("ps -eo args | grep -c '[s]leep 424'")).isEqualTo("0");
  }

  @Test
  void aTerminalHasASizeAndAnEcho() throws Exception {
    Program shell =
        new Program(
            List.of(
                "bash",
                "-c",
                "read -r line; echo \"$line it's '$(stty size)' $(test -t 0; echo $?)\"; exit 4"),
            Map.of("TERM", "xterm-256color"),
            null,
            new TerminalSize(100, 30));
    try (RunningProgram program = machine.start(shell)) {
      assertThat(sh("stty -F \"$(readlink /proc/%d/fd/0)\" size".formatted(program.pid())))
          .isEqualTo("30 100");
      program.resize(new TerminalSize(132, 43));
      program.input().write("go\n".getBytes(UTF_8));
      program.input().flush();
      assertThat(said(program).lines().collect(Collectors.toList()))
          .containsExactly("go", "go it's '43 132' 0");
      assertThat(program.await()).isEqualTo(new End(4, 0));
    }
  }

  @Test
  void whatCannotBeStartedSaysWhy() {
    assertThatThrownBy(() -> machine.start(new Program(List.of("ls"), Map.of(), "no/where", null)))
        .isInstanceOfSatisfying(
            DesktopException.class, it -> assertThat(it.code()).isEqualTo(Code.NO_SUCH_FILE));
    assertThatThrownBy(
            () -> machine.start(new Program(List.of("ls"), Map.of("A;id", "x"), null, null)))
        .isInstanceOfSatisfying(
            DesktopException.class, it -> assertThat(it.code()).isEqualTo(Code.BAD_ACTION));
    assertThatThrownBy(() -> start("ls", "x".repeat(200_000)))
        .isInstanceOfSatisfying(
            DesktopException.class, it -> assertThat(it.code()).isEqualTo(Code.TOO_LARGE));
    assertThatThrownBy(() -> start("ls").resize(new TerminalSize(0, 5)))
        .hasMessageContaining("a terminal has from 1");
  }

  @Test
  void aProgramThatIsNotThereEndsAsInAShell() throws Exception {
    try (RunningProgram program = start("no-such-program")) {
      assertThat(program.await()).isEqualTo(new End(127, 0));
    }
  }

  @Test
  void whileTheMachineStandsStillNothingInItMovesAndThenAllGoesOn() throws Exception {
    String count = "i=0; while :; do i=$((i+1)); echo $i > count; sleep 0.01; done";
    String already = "kill -STOP $$; echo woken > woken";
    try (RunningProgram counting = start("sh", "-c", count);
        RunningProgram stopped = start("sh", "-c", already)) {
      await().until(() -> sh("cat count").matches("[0-9]+"));
      await().until(() -> sh("ps -o stat= -p " + stopped.pid()).startsWith("T"));
      machine.pause();
      machine.pause();
      String before = sh("cat count");
      assertThat(sh("ps -o stat= -p " + counting.pid())).startsWith("T");
      assertThat(sh("sleep 0.2; cat count")).isEqualTo(before);
      // As another server does that finds it so.
      desktops.resume(machine.id());
      await().until(() -> !sh("cat count").equals(before));
      assertThat(sh("ls woken 2>&1")).contains("No such file");
      machine.resume();
    }
  }
}
