package manyhands.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import manyhands.desktop.Capture;
import manyhands.desktop.Command;
import manyhands.desktop.Desktop;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.session.DesktopView;
import manyhands.session.SessionLimits;
import manyhands.session.SessionStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Several people, and their clipboards and pointers, at real desktops; and viewers that say
/// nothing any more.
final class ViewersScenarioTest {

  private static final SessionLimits QUICK =
      new SessionLimits(4, 100, 4, Duration.ofMinutes(15), Duration.ofSeconds(2));

  private ServedWorkplace served;

  @AfterEach
  void leaveNothing() throws IOException {
    served.close();
  }

  @Test
  void whoDoesNothingMoreGivesTheDesktopBackWithoutBeingAsked() throws Exception {
    served = new ServedWorkplace(QUICK);
    Workplace work = served.work;
    SessionId id;
    try (Page page = served.page("screen.html")) {
      id = work.open(1, "Run 'touch .here'. Wait 5 s. Run 'echo agent > after.txt'.");
      var _ = work.whoseFileIs(".here");
      connect(page, "/api/sessions/" + id + "/agents/a1/screen", "");
      page.mouse().click(640, 400);
      Awaitility.await().until(() -> !work.facts(id, Event.SeatTaken.class).isEmpty());
      assertThat(work.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    }
    List<Event> facts = work.entries(id).stream().map(Entry::event).toList();
    Event.SeatReturned returned = work.facts(id, Event.SeatReturned.class).getFirst();
    assertThat(returned.why()).isEqualTo("nobody used it for 2 s");
    assertThat(facts.subList(facts.indexOf(returned), facts.size()))
        .anyMatch(Event.ActionIntended.class::isInstance);
    assertThat(new String(work.artifact(id, "after.txt"), UTF_8)).isEqualTo("agent\n");
  }

  @Test
  void severalWatchAtOnceAndThoseWhoMayTouchShareTheSeat() throws Exception {
    served = new ServedWorkplace();
    DesktopView one = served.desktops.open(null);
    Machine machine = served.work.machines().getFirst();
    terminal(machine, "bash");
    String screen = "/api/desktops/" + one.id() + "/screen";
    try (RawViewer never = RawViewer.open(served.origin(), ticket(screen, ""));
        Page first = served.page("screen.html");
        Page second = served.page("screen.html");
        Page watching = served.page("screen.html")) {
      for (int i = 0; i < 20; i++) {
        // The whole picture, 4 MB, again and again: and not a byte of it is read.
        never.send("03 00 0000 0000 0500 0320");
      }
      connect(first, screen, "");
      connect(second, screen, "");
      connect(watching, screen, "only");

      first.mouse().click(300, 300);
      first.keyboard().type("echo gouda > first.txt\n");
      assertThat(text(machine, "first.txt")).isEqualTo("gouda\n");
      second.mouse().click(300, 300);
      second.keyboard().type("echo edam > second.txt\n");
      assertThat(text(machine, "second.txt")).isEqualTo("edam\n");
      watching.mouse().click(300, 300);
      watching.keyboard().type("echo brie > third.txt\n");
      assertThat(served.desktops.seat(one.id()).holder()).isEqualTo(new Actor.Human("browser"));
      assertThat(served.desktops.seat(one.id()).takes()).isEqualTo(1);
      for (Page page : List.of(first, second, watching)) {
        awaitSamePicture(page, screen + "shot");
      }
      assertThat(machine.list(".", 100)).noneMatch(file -> file.path().endsWith("third.txt"));
    }
  }

  @Test
  void whatIsSelectedInTheDesktopReachesTheBrowserAndThePointerIsWhereThePersonLeftIt()
      throws Exception {
    served = new ServedWorkplace();
    DesktopView one = served.desktops.open(null);
    Machine machine = served.work.machines().getFirst();
    terminal(machine, "sh -c 'for i in $(seq 40); do echo gouda; done; sleep 60'");
    String screen = "/api/desktops/" + one.id() + "/screen";
    Seat seat = served.desktops.seat(one.id());
    try (Page page = served.page("screen.html");
        Page watching = served.page("screen.html");
        RawViewer old = RawViewer.open(served.origin(), ticket(screen, "only"))) {
      // One that does not know the extended clipboard, which the screen would send texts unasked.
      old.send("02 00 0001 00000000  03 00 0000 0000 0001 0001");
      connect(page, screen, "");
      connect(watching, screen, "only");
      page.mouse()
          .click(80, 250, new com.microsoft.playwright.Mouse.ClickOptions().setClickCount(2));
      page.waitForFunction("said.some(it => it === 'clipboard gouda')");
      assertThat((List<?>) evaluate(watching, "said"))
          .noneMatch(each -> each.toString().contains("gouda"));
      assertThat(new String(old.readSoFar(), ISO_8859_1))
          .contains(one.id().value())
          .doesNotContain("gouda");

      page.mouse().move(700, 600);
      // Until others' pointers are drawn into the picture by the screen itself.
      Thread.sleep(1_500);
      seat.handBack("a test");
      Awaitility.await()
          .untilAsserted(() -> {
            Rectangle pointer = drawn(seat.desktop());
            assertThat(pointer.x()).isBetween(685, 705);
            assertThat(pointer.y()).isBetween(585, 605);
          });
    }
  }

  @Test
  void aViewerThatAnswersNothingAnyMoreIsLetGoAndKeepsNoSeat() throws Exception {
    served = new ServedWorkplace(SessionLimits.USUAL, time -> Thread.sleep(time.dividedBy(8)));
    DesktopView one = served.desktops.open(null);
    String screen = "/api/desktops/" + one.id() + "/screen";
    Seat seat = served.desktops.seat(one.id());
    try (Page page = served.page("screen.html");
        RawViewer gone = RawViewer.open(served.origin(), ticket(screen, ""))) {
      gone.send("05 01 0190 012c  05 00 0190 012c");
      connect(page, screen, "");
      Awaitility.await().until(() -> seat.holder() != null);
      Duration kept = seat.keptFor();
      assertThat(gone.readToTheEnd()).isNotEmpty();
      assertThat(seat.keptFor()).isLessThan(kept);
      // A browser, which answers pings, still is there.
      assertThat((List<?>) evaluate(page, "said"))
          .noneMatch(each -> each.toString().startsWith("close"));
      awaitSamePicture(page, screen + "shot");
    }
  }

  /// A terminal in the upper left that runs a program.
  private static void terminal(Machine machine, String program) {
    String line =
        "DISPLAY=:0 setsid xterm -geometry 80x24+50+50 -e "
            + program
            + " </dev/null >/dev/null 2>&1 &";
    var start = new Command(List.of("sh", "-c", line), new byte[0], Duration.ofSeconds(10), 1_000);
    assertThat(machine.run(start).exitCode()).isZero();
    var wait =
        new Command(
            List.of("sh", "-c", "until pgrep -x xterm; do sleep 0.1; done; sleep 0.7"),
            new byte[0],
            Duration.ofSeconds(10),
            1_000);
    assertThat(machine.run(wait).exitCode()).isZero();
  }

  /// What the drawn pointer covers in an agent's picture.
  private static Rectangle drawn(Desktop desktop) throws IOException {
    Look look = desktop.look(new Capture(ImageFormat.PNG, new Size(1280, 800)));
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(look.screenshot().bytes()));
    int[] frame = look.frame().pixels();
    int left = 1280;
    int top = 800;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < 800; y++) {
      for (int x = 0; x < 1280; x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) != (frame[y * 1280 + x] & 0xFFFFFF)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    assertThat(right).as("the pointer is drawn").isPositive();
    return new Rectangle(left, top, right - left, bottom - top);
  }

  private String ticket(String screen, String view) throws Exception {
    String body = view.isEmpty() ? "{}" : "{\"view\": \"" + view + "\"}";
    String answer = served.post(screen + "-ticket", body).body();
    return JsonMapper.shared().readTree(answer).path("path").asString();
  }

  private static void connect(Page page, String screen, String view) {
    String script = "async () => connect((await ticket('%s', '%s')).path)".formatted(screen, view);
    assertThat(evaluate(page, script)).isEqualTo("connected");
  }

  private static void awaitSamePicture(Page page, String picture) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(
                    ((Number) evaluate(page, "async () => differing('" + picture + "?format=png')"))
                        .doubleValue())
                .isLessThan(0.003));
  }

  private static Object evaluate(Page page, String script) {
    return page.evaluate(script);
  }

  private static String text(Machine machine, String path) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () -> {
              ByteArrayOutputStream bytes = new ByteArrayOutputStream();
              long _ = machine.read(path, bytes, 1_000);
              return bytes.toString(UTF_8);
            },
            found -> found.endsWith("\n"));
  }
}
