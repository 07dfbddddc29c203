package manyhands.desktop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopSpec.Limits;
import manyhands.desktop.DesktopSpec.Network;
import manyhands.desktop.rfb.RfbDesktops;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What every kind of desktop promises. What a kind names among its capabilities works; what it
/// does not name is refused in words. Most is tried on one desktop that all tests share.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DesktopProviderContract {

  /// Longer than anything here takes on a loaded machine.
  protected static final Duration LONG = Duration.ofSeconds(60);

  protected static final Limits LIMITS = new Limits(1L << 30, 256, 64L << 20);

  private static final DesktopId SHARED = new DesktopId("shared");
  private static final Size SCREEN = new Size(1280, 800);
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofMillis(150), LONG);

  private DesktopProvider provider;
  private RfbDesktops screens;
  private Desktop desktop;
  private Machine machine;

  /// A provider as a server makes one when it starts; each sees the machines of those before it.
  protected abstract DesktopProvider server();

  /// What is still to be seen of a desktop where it ran, in words; empty when nothing is.
  protected abstract List<String> left(DesktopId id);

  /// Ends a machine from outside, as a crash of its host would.
  protected abstract void crash(DesktopId id);

  /// Removes what the desktops ran on, when none is left.
  protected abstract void closeHost();

  @BeforeAll
  final void boot() {
    provider = server();
    screens = RfbDesktops.whenDrawn(LONG, Thread.ofVirtual().factory());
    assertThat(provider.missing()).isEmpty();
    machine = provider.start(spec(SHARED.value(), Network.INTERNET));
    desktop = screens.open(machine);
  }

  @AfterAll
  final void end() {
    if (desktop != null) {
      desktop.close();
    }
    server().list().forEach(each -> provider.stop(each.id()));
    provider.close();
    screens.close();
    closeHost();
  }

  @Test
  final void itsScreenIsAsLargeAsWantedAndShowsSomething() {
    assertThat(machine.id()).isEqualTo(SHARED);
    assertThat(machine.alive()).isTrue();
    assertThat(desktop.size()).isEqualTo(SCREEN);
    int[] pixels = desktop.look(new Capture(ImageFormat.PNG, SCREEN)).frame().pixels();
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(3);
  }

  @Test
  final void whatIsTypedArrivesWholeInEveryScriptAndTheScreenSettles() {
    String text = "Zażółć gęślą, ¿qué? Привет, שלום, 漢字 한국어 €½ {}[]|\\~\"'";
    shell("setsid xterm -geometry 80x20+200+200 -e sh -c 'cat >typed' >/dev/null 2>&1 &");
    await().atMost(LONG).until(() -> shell("ls typed 2>/dev/null").equals("typed"));
    desktop.perform(new Action.Click(300, 300, Button.LEFT, List.of()));
    assertThat(desktop.pointer()).isEqualTo(new Point(300, 300));
    var _ = desktop.settle(PATIENCE);
    Frame before = desktop.look(new Capture(ImageFormat.PNG, SCREEN)).frame();

    desktop.perform(new Action.Type(text));
    Settled settled = desktop.settle(PATIENCE);
    assertThat(settled.changed().isEmpty()).isFalse();
    assertThat(desktop.compare(before, new Action.Press("a")))
        .isInstanceOf(Comparison.Changed.class);

    desktop.perform(new Action.Press("Return"));
    desktop.perform(new Action.Press("ctrl+d"));
    await().atMost(LONG).untilAsserted(() -> assertThat(read("typed")).isEqualTo(text + "\n"));
  }

  @Test
  final void commandsRunAsItsUserAtItsScreen() {
    assertThat(shell("id -un; pwd; echo $HOME $DISPLAY; xset q >/dev/null && echo seen"))
        .isEqualTo("user\n/home/user\n/home/user :0\nseen");
    CommandResult result =
        machine.run(
            new Command(
                List.of("sh", "-c", "cat; echo \"$1\" >&2; exit 3", "sh", "a 'b' $c\nd"),
                "grüße\n".getBytes(UTF_8),
                LONG,
                1000));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(new String(result.stdout(), UTF_8)).isEqualTo("grüße\n");
    assertThat(new String(result.stderr(), UTF_8)).isEqualTo("a 'b' $c\nd\n");
    assertThat(machine.run(Command.shell("kill -TERM $$", LONG)).exitCode()).isEqualTo(143);
    assertThat(shell("cat /proc/self/environ | tr '\\0' '\\n' | grep -cE 'API_KEY|MAVEN|JAVA'"))
        .isEqualTo("0");
  }

  @Test
  final void commandsHaveLimitsOfTimeAndOutput() {
    var late = machine.run(Command.shell("sleep 4713 & sleep 4713", Duration.ofMillis(500)));
    assertThat(late.timedOut()).isTrue();
    await().atMost(LONG).until(() -> shell("pgrep -cf 'sleep 471[3]'").equals("0"));

    var much =
        machine.run(
            new Command(
                List.of("sh", "-c", "yes | head -c 20000000; exit 3"), new byte[0], LONG, 1000));
    assertThat(much.truncated()).isTrue();
    assertThat(much.stdout()).hasSize(1000);
    assertThat(much.exitCode()).isEqualTo(3);
  }

  @Test
  final void aProgramThatGoesOnHasStreamsOrTheKindSaysThatItCannot() throws Exception {
    Program copies = new Program(List.of("cat"));
    if (!can(Capability.PROGRAMS)) {
      assertThatThrownBy(() -> machine.start(copies)).satisfies(refused(Code.UNSUPPORTED));
      return;
    }
    try (RunningProgram running = machine.start(copies)) {
      running.input().write("grüße".getBytes(UTF_8));
      running.input().close();
      assertThat(new String(running.output().readAllBytes(), UTF_8)).isEqualTo("grüße");
      assertThat(running.await().exitCode()).isZero();
    }
  }

  @Test
  final void whoeverIsInterruptedLeavesNoCommandBehind() throws Exception {
    AtomicReference<DesktopException> failure = new AtomicReference<>();
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                machine.run(Command.shell("sleep 4714 & sleep 4714", LONG));
              } catch (DesktopException e) {
                failure.set(e);
              }
            });
    await().atMost(LONG).until(() -> shell("pgrep -cf 'sleep 471[4]'").matches("[1-9]"));
    asking.interrupt();
    asking.join();
    assertThat(failure.get()).satisfies(refused(Code.INTERRUPTED));
    await().atMost(LONG).until(() -> shell("pgrep -cf 'sleep 471[4]'").equals("0"));
  }

  @Test
  final void filesAreWrittenListedAndReadByteForByte() {
    byte[] large = new byte[3_000_000];
    new Random(3).nextBytes(large);
    machine.write("files/a folder/ü 😀.bin", large);
    machine.write("files/.hidden", new byte[3]);
    machine.write("files/empty", new byte[0]);
    machine.write("files/twice", "a long first version".getBytes(UTF_8));
    machine.write("/home/user/files/twice", "short".getBytes(UTF_8));

    assertThat(machine.list("files", 10))
        .extracting(FileEntry::path)
        .containsExactly("a folder/ü 😀.bin", "empty", "twice");
    assertThat(machine.list("files", 1)).hasSize(1);
    assertThat(machine.list("files", 10).getFirst().size()).isEqualTo(large.length);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    assertThat(machine.read("files/a folder/ü 😀.bin", copy, large.length)).isEqualTo(large.length);
    assertThat(copy.toByteArray()).isEqualTo(large);
    assertThat(read("files/twice")).isEqualTo("short");
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("no room here");
          }
        };
    assertThatThrownBy(() -> machine.read("files/twice", full, 100))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no room here");
    assertThat(read("files/empty")).isEmpty();
    assertThat(shell("stat -c %U files/twice")).isEqualTo("user");
  }

  @Test
  final void hostileFilesNeitherBlockNorHarm() {
    shell(
        "mkdir hostile; cd hostile; mkfifo fifo; truncate -s 10G big; ln -s / root;"
            + " printf x > \"$(printf 'a\\nb <img>')\"; printf x > \"$(printf 'bad\\377')\"");

    assertThat(machine.list("hostile", 10))
        .extracting(FileEntry::path)
        .containsExactly("a\nb <img>", "big");
    for (String none :
        List.of("hostile/fifo", "hostile", "nothing", "/dev/zero", "/proc/1/mem", "a\0b", "")) {
      assertThatThrownBy(() -> machine.read(none, OutputStream.nullOutputStream(), 1000))
          .as(none)
          .satisfies(refused(Code.NO_SUCH_FILE));
    }
    assertThatThrownBy(() -> machine.read("hostile/big", OutputStream.nullOutputStream(), 1000))
        .satisfies(refused(Code.TOO_LARGE));
    for (String none : List.of("hostile", "x/..", "x/", "", "/proc/x")) {
      assertThatThrownBy(() -> machine.write(none, new byte[1]))
          .as(none)
          .isInstanceOf(DesktopException.class);
    }
    assertThat(machine.alive()).isTrue();
  }

  @Test
  final void aDesktopWithoutNetworkReachesNothingAndOneWithItNeverThisHost() throws Exception {
    try (Listeners host = Listeners.everywhere()) {
      if (can(Capability.PUBLIC_NETWORK)) {
        host.knock(machine);
      }
      if (can(Capability.NO_NETWORK)) {
        Machine alone = provider.start(spec("alone", Network.NONE));
        host.knock(alone);
        limitsHold(alone);
        provider.stop(alone.id());
      } else {
        assertThatThrownBy(() -> provider.start(spec("alone", Network.NONE)))
            .satisfies(refused(Code.UNSUPPORTED));
      }
      assertThat(host.heard()).isEmpty();
    }
  }

  private void limitsHold(Machine small) {
    if (!can(Capability.LIMITS)) {
      return;
    }
    String full = "head -c 200000000 /dev/zero > full 2>&1; stat -c %s full";
    assertThat(Long.parseLong(shell(small, full)))
        .isBetween(LIMITS.diskBytes() / 2, LIMITS.diskBytes());
    String count =
        shell(small, "for i in $(seq 400); do sleep 20 & done 2>/dev/null; pgrep -c sleep");
    assertThat(count.isEmpty() ? 0 : Integer.parseInt(count))
        .isLessThanOrEqualTo(LIMITS.processes());
    assertThat(small.alive()).isTrue();
  }

  @Test
  final void aMachineOutlivesItsServerAndTheNextAdoptsSweepsAndEndsIt() {
    Machine kept = provider.start(spec("kept", Network.INTERNET));
    kept.write("kept.txt", "kept".getBytes(UTF_8));
    Machine orphan = provider.start(spec("orphan", Network.INTERNET));
    DesktopProvider next = server();
    if (!can(Capability.ADOPTION)) {
      assertThat(next.list()).isEmpty();
      return;
    }
    DesktopPool pool =
        new DesktopPool(
            next,
            screens,
            DesktopPool.Limits.USUAL,
            () -> new DesktopId("none"),
            Thread.ofVirtual().factory());
    assertThat(pool.expect(Set.of(kept.id(), new DesktopId("never")))).containsExactly(kept.id());
    assertThat(pool.sweep(Set.of(SHARED))).containsExactly(orphan.id());
    assertThat(left(orphan.id())).isEmpty();

    assertThat(pool.adopt(kept.id()))
        .isInstanceOfSatisfying(
            Adoption.Adopted.class,
            adopted -> {
              Desktop found = adopted.desktop();
              assertThat(found.size()).isEqualTo(SCREEN);
              assertThat(shell(found.machine(), "cat kept.txt")).isEqualTo("kept");
              found.perform(new Action.Move(5, 6));
            });
    pool.close();

    assertThat(left(kept.id())).isEmpty();
    assertThat(next.list()).extracting(Machine::id).containsExactly(SHARED);
    next.stop(kept.id());
    assertThat(machine.alive()).isTrue();
  }

  @Test
  final void aMachineThatDiedIsLostAndIsCleanedUp() {
    Machine dying = provider.start(spec("dying", Network.INTERNET));
    Desktop opened = screens.open(dying);

    crash(dying.id());

    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThatThrownBy(() -> opened.look(new Capture(ImageFormat.JPEG, SCREEN)))
                .satisfies(refused(Code.LOST)));
    await().atMost(LONG).until(() -> !dying.alive());
    assertThatThrownBy(() -> dying.run(Command.shell("true", LONG))).satisfies(refused(Code.LOST));
    opened.close();
    provider.stop(dying.id());
    assertThat(left(dying.id())).isEmpty();
  }

  @Test
  final void aStartThatIsInterruptedLeavesNothing() throws Exception {
    DesktopId id = new DesktopId("cut");
    for (int millis : new int[] {1, 15, 40, 80, 120}) {
      Thread starting =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  provider.start(spec(id.value(), Network.INTERNET));
                } catch (DesktopException _) {
                  // As expected.
                }
              });
      Thread.sleep(millis);
      starting.interrupt();
      starting.join();
      provider.stop(id);
      assertThat(left(id)).isEmpty();
      assertThat(provider.list()).extracting(Machine::id).doesNotContain(id);
    }
  }

  @Test
  final void aMachineThatWasPausedGoesOnWhereItWasOrTheKindSaysThatItCannot() {
    if (!can(Capability.PAUSING)) {
      assertThatThrownBy(() -> provider.pause(SHARED))
          .satisfies(refused(Code.UNSUPPORTED))
          .hasMessageContaining(provider.name());
      assertThatThrownBy(() -> provider.resume(SHARED)).satisfies(refused(Code.UNSUPPORTED));
      return;
    }
    Machine paused = provider.start(spec("paused", Network.INTERNET));
    shell(paused, "setsid sleep 4715 >/dev/null 2>&1 &");
    provider.pause(paused.id());
    assertThat(provider.list()).extracting(Machine::id).contains(paused.id());
    provider.resume(paused.id());
    assertThat(shell(paused, "pgrep -cf 'sleep 471[5]'")).isEqualTo("1");
    screens.reopen(paused).close();
    provider.stop(paused.id());
  }

  private boolean can(Capability what) {
    return provider.capabilities().contains(what);
  }

  private static Consumer<Throwable> refused(Code code) {
    return e ->
        assertThat(e)
            .isInstanceOfSatisfying(
                DesktopException.class, why -> assertThat(why.code()).isEqualTo(code));
  }

  private static DesktopSpec spec(String id, Network network) {
    return new DesktopSpec(new DesktopId(id), SCREEN, network, LIMITS);
  }

  private String shell(String line) {
    return shell(machine, line);
  }

  private static String shell(Machine on, String line) {
    return new String(on.run(Command.shell(line, LONG)).stdout(), UTF_8).strip();
  }

  private String read(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.read(path, bytes, 100_000);
    return bytes.toString(UTF_8);
  }
}
