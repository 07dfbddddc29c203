package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeProvider;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes wrong at E2B, over real HTTP, and what a person reads of it.
final class E2bFaultsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Command TRUE = Command.shell("true", LONG);

  private final FakeE2b e2b = new FakeE2b(new FakeProvider());
  private final AtomicInteger numbers = new AtomicInteger(2_000_000);
  private final List<E2bDesktops> open = new ArrayList<>();
  private final E2bDesktops desktops = server(e2b.account(FakeE2b.KEY));

  @AfterEach
  void close() {
    open.forEach(E2bDesktops::close);
    e2b.close();
  }

  @Test
  void aKeyThatIsRefusedIsNamedAndNotShown() {
    String wrong = "e2b_wrongwrongwrongwrong";
    E2bDesktops theirs = server(e2b.account(wrong));
    for (DesktopException refused :
        List.of(failure(() -> theirs.start(spec("a"))), failure(theirs::list))) {
      assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(refused).hasMessageContaining("E2B_API_KEY").hasMessageContaining("got ***");
      assertThat(refused.toString()).doesNotContain(wrong);
    }
    assertThat(e2b.account(wrong).toString()).doesNotContain(wrong);
  }

  @Test
  void withoutAKeyItSaysSoAndAsksNobody() {
    E2bDesktops none = server(e2b.account(""));
    assertThat(none.missing())
        .singleElement()
        .satisfies(each -> assertThat(each.remedy()).isEqualTo("export E2B_API_KEY=..."));
    assertThat(none.list()).isEmpty();
    none.stop(new DesktopId("any"));
    assertThat(failure(() -> none.start(spec("a"))).code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(e2b.asked).isEmpty();
  }

  @Test
  void isAskedAgainWhenE2bSaysWhen() {
    e2b.spoil("POST /sandboxes", busy("1"));
    assertThat(desktops.start(spec("a")).alive()).isTrue();
    assertThat(e2b.asked).filteredOn("POST /sandboxes"::equals).hasSize(2);
  }

  @Test
  void isNotWaitedForLongerThanAnybodyWants() {
    e2b.spoil("POST /sandboxes", busy("100"));
    assertThat(failure(() -> desktops.start(spec("a"))))
        .hasMessageContaining("try again in 100 s")
        .extracting(DesktopException::code)
        .isEqualTo(Code.UNAVAILABLE);
    e2b.spoil("POST /sandboxes", busy(""));
    assertThat(failure(() -> desktops.start(spec("a"))))
        .hasMessageContaining("no more sandboxes at the same time");
    assertThat(e2b.asked).filteredOn("POST /sandboxes"::equals).hasSize(2);
  }

  @Test
  void saysWhatIsWrongWithTheTemplateTheServerOrItsAnswer() {
    e2b.spoil("POST /sandboxes", with(404, "template 'desktop' not found"));
    assertThat(failure(() -> desktops.start(spec("a"))))
        .hasMessageContaining("MANYHANDS_E2B_TEMPLATE");
    e2b.spoil("POST /sandboxes", with(503, "no\u001b[31m node " + FakeE2b.KEY));
    assertThat(failure(() -> desktops.start(spec("a"))))
        .hasMessage("E2B answered with status 503: try again later (it says: no [31m node ***)");
    for (String nonsense : List.of("<html>", "[]", "{\"sandboxID\":\"../x\"}", "")) {
      e2b.spoil("POST /sandboxes", exchange -> exchange.status(201).result(nonsense));
      assertThat(failure(() -> desktops.start(spec("a"))).code())
          .as(nonsense)
          .isEqualTo(Code.PROTOCOL);
    }
    assertThat(e2b.sandboxes()).isEmpty();
  }

  @Test
  void aStartThatFailsHalfwayLeavesNoSandbox() {
    e2b.spoil("Process/Start", with(500, "out of memory"));
    assertThat(failure(() -> desktops.start(spec("a")))).hasMessageContaining("out of memory");
    assertThat(e2b.sandboxes()).isEmpty();
  }

  @Test
  void aSandboxWhoseTimeIsOverIsLost() {
    Machine machine = desktops.start(spec("a"));
    e2b.end(e2b.of(machine.id()));
    assertThat(failure(() -> machine.run(TRUE)))
        .hasMessageContaining("its time was over")
        .extracting(DesktopException::code)
        .isEqualTo(Code.LOST);
    assertThat(machine.alive()).isFalse();
    assertThat(failure(() -> machine.write("a", new byte[1])).code()).isEqualTo(Code.LOST);
    desktops.stop(machine.id());
  }

  @Test
  void itsTimeIsExtendedWhileItIsUsedAndNotWhileItIsPaused() {
    Machine machine = desktops.start(spec("a"));
    FakeSandbox sandbox = e2b.of(machine.id());
    sandbox.seconds = 1;
    await().atMost(LONG).until(() -> sandbox.extended.get() > 1 && sandbox.seconds == 600);
    desktops.pause(machine.id());
    desktops.pause(machine.id());
    assertThat(sandbox.paused).isTrue();
    desktops.resume(machine.id());
    assertThat(sandbox.paused).isFalse();
    assertThat(machine.run(TRUE).exitCode()).isZero();
  }

  @Test
  void whoKnewItsPasswordBeforeIsNotLetInByTheNextServer() {
    var before = (ScreenAddress.WebSocket) desktops.start(spec("a")).screen();
    Machine found = server(e2b.account(FakeE2b.KEY)).list().getFirst();
    var after = (ScreenAddress.WebSocket) found.screen();
    assertThat(after.password()).hasSize(8).isNotEqualTo(before.password());
    assertThat(e2b.of(found.id()).password).isEqualTo(after.password());
    assertThat(after.toString())
        .doesNotContain(after.password())
        .doesNotContain(e2b.of(found.id()).traffic());
  }

  @Test
  void installationsThatShareAKeyLeaveEachOthersSandboxesAlone() {
    desktops.start(spec("a"));
    E2bAccount ours = e2b.account(FakeE2b.KEY);
    E2bDesktops others =
        server(
            new E2bAccount(
                ours.key(), ours.api(), ours.domain(), ours.sandboxes(), "desktop", "others"));
    assertThat(others.list()).isEmpty();
    others.stop(new DesktopId("a"));
    desktops.start(spec("b"));
    assertThat(desktops.list()).extracting(each -> each.id().value()).containsExactly("a", "b");
  }

  @Test
  void streamsThatMakeNoSenseEndTheCommandAndNothingElse() {
    Machine machine = desktops.start(spec("a"));
    String start = "00 0000001c 7b226576656e74223a7b227374617274223a7b22706964223a317d7d7d";
    for (String hex :
        List.of(
            "",
            "01000000027b7d",
            "00ffffffff",
            "00000000027b7d",
            "0000",
            start,
            "02000000027b7d",
            start + "00000000017b")) {
      byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
      e2b.spoil(
          "Process/Start",
          exchange -> exchange.contentType("application/connect+json").result(bytes));
      assertThat(failure(() -> machine.run(TRUE)).code())
          .as(hex)
          .isIn(Code.LOST, Code.PROTOCOL, Code.UNSUPPORTED);
    }
    e2b.spoil("Process/Start", exchange -> exchange.contentType("text/html").result("<html>"));
    assertThat(failure(() -> machine.run(TRUE))).hasMessageContaining("no stream");
    e2b.spoil("Process/Start", with(401, "unauthorized access"));
    assertThat(failure(() -> machine.run(TRUE)).code()).isEqualTo(Code.AUTHENTICATION);
    assertThat(machine.run(TRUE).exitCode()).isZero();
  }

  @Test
  void aFileThatIsLargerThanItSaidIsNotTaken() {
    Machine machine = desktops.start(spec("a"));
    e2b.spoil(
        "Filesystem/Stat",
        exchange -> exchange.result("{\"entry\":{\"type\":\"FILE_TYPE_FILE\",\"size\":\"3\"}}"));
    e2b.spoil("GET /files", exchange -> exchange.result("x".repeat(5000).getBytes(UTF_8)));
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    assertThat(failure(() -> machine.read("a", taken, 1000)).code()).isEqualTo(Code.TOO_LARGE);
  }

  @Test
  void anAddressWhereNobodyListensIsSaid() {
    e2b.close();
    assertThat(failure(() -> desktops.start(spec("a"))))
        .hasMessageContaining("127.0.0.1 cannot be reached")
        .extracting(DesktopException::code)
        .isEqualTo(Code.UNAVAILABLE);
  }

  private E2bDesktops server(E2bAccount account) {
    E2bDesktops server =
        new E2bDesktops(
            account,
            Duration.ofMillis(50),
            () -> "x" + numbers.incrementAndGet(),
            Thread.ofVirtual().factory());
    open.add(server);
    return server;
  }

  private static DesktopException failure(Runnable what) {
    DesktopException failure = catchThrowableOfType(DesktopException.class, what::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static Consumer<Context> busy(String retryAfter) {
    return exchange -> {
      if (!retryAfter.isEmpty()) {
        exchange.header("Retry-After", retryAfter);
      }
      FakeE2b.refuse(exchange, 429, "Rate limit exceeded");
    };
  }

  private static Consumer<Context> with(int status, String message) {
    return exchange -> FakeE2b.refuse(exchange, status, message);
  }

  private static DesktopSpec spec(String id) {
    return new DesktopSpec(
        new DesktopId(id),
        new Size(1280, 800),
        DesktopSpec.Network.INTERNET,
        new DesktopSpec.Limits(1L << 30, 256, 64L << 20));
  }
}
