package manyhands.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Size;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.session.SessionException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDesktopsTest {

  private static final Capture PNG = new Capture(ImageFormat.PNG, new Size(1280, 800));

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void opensUsesAndClosesADesktopAndWritesItDown() {
    DesktopView view = shop.desktops.open(null);
    assertThat(view.kind()).isEqualTo("fake");
    assertThat(shop.desktops.find(view.id())).isPresent();
    assertThat(shop.desktops.look(view.id(), PNG).live()).isTrue();
    shop.desktops.perform(view.id(), "rest", new Action.Press("Return"));
    assertThat(shop.desktops.list()).extracting(DesktopView::id).containsExactly(view.id());
    shop.desktops.close(view.id(), "rest");
    assertThat(shop.desktops.list()).isEmpty();
    assertThat(shop.provider.running).isEmpty();
    assertThat(shop.types(view.events()))
        .containsExactly("desktop:opened", "action:performed", "desktop:closed");
    assertThat(shop.all(view.events(), Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::actor, Event.ActionPerformed::outcome)
        .containsExactly(tuple("human (rest)", Event.Outcome.PERFORMED));
    assertThat(shop.log.sessions()).isEmpty();
    code(() -> shop.desktops.look(view.id(), PNG), Code.NO_SUCH_DESKTOP);
    code(() -> shop.desktops.close(view.id(), "rest"), Code.NO_SUCH_DESKTOP);
  }

  @Test
  void closesADesktopThatNobodyUses() {
    DesktopView view = shop.desktops.open("fake");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(shop.provider.running::isEmpty);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(shop.all(view.events(), Event.DesktopClosed.class))
                .extracting(Event.DesktopClosed::reason)
                .containsExactly("nobody used it for 0 s"));
  }

  @Test
  void closesADesktopThatIsGoneAndSaysSo() {
    DesktopView view = shop.desktops.open(null);
    shop.provider.running.get(view.id()).alive = false;
    assertThatThrownBy(() -> shop.desktops.perform(view.id(), "rest", new Action.Move(1, 1)))
        .isInstanceOfSatisfying(
            DesktopException.class,
            e -> assertThat(e.code()).isEqualTo(DesktopException.Code.LOST));
    assertThat(shop.desktops.list()).isEmpty();
    assertThat(shop.types(view.events())).last().isEqualTo("desktop:closed");
  }

  @Test
  void refusesTooManyUnknownOnesAndWorkAfterTheEnd() {
    var _ = shop.desktops.open(null);
    var _ = shop.desktops.open(null);
    code(() -> shop.desktops.open(null), Code.BUSY);
    code(() -> shop.desktops.open("moon"), Code.UNKNOWN_DESKTOP);
    code(() -> shop.desktops.look(new DesktopId("d-none"), PNG), Code.NO_SUCH_DESKTOP);
    shop.desktops.close();
    assertThat(shop.provider.running).isEmpty();
    code(() -> shop.desktops.open(null), Code.SHUTTING_DOWN);
  }

  @Test
  void aDesktopOutlivesItsServerAndGoesOnInItsStream() {
    LiveDesktops first = patient();
    DesktopView before = first.open(null);
    first.perform(before.id(), "rest", new Action.Press("Return"));
    LiveDesktops next = restarted(first);
    assertThat(next.list())
        .extracting(DesktopView::id, DesktopView::createdAt)
        .containsExactly(tuple(before.id(), shop.entries(before.events()).getFirst().at()));
    next.perform(before.id(), "rest", new Action.Press("Tab"));
    next.close(before.id(), "rest");
    assertThat(shop.types(before.events()))
        .containsExactly(
            "desktop:opened", "action:performed", "action:performed", "desktop:closed");
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void aDesktopThatEndedWithItsServerIsWrittenDownAsClosed() {
    LiveDesktops first = patient();
    DesktopView lost = first.open(null);
    DesktopView there = first.open(null);
    shop.provider.running.get(lost.id()).alive = false;
    LiveDesktops next = restarted(first);
    assertThat(next.list()).extracting(DesktopView::id).containsExactly(there.id());
    assertThat(shop.all(lost.events(), Event.DesktopClosed.class))
        .isEqualTo(
            List.of(new Event.DesktopClosed(lost.id(), "it ended while no server was there")));
    assertThat(LeftOpen.in(shop.log)).hasSize(1);
  }

  @Test
  void whoWantsADesktopThatIsStillBeingTakenOverWaitsForIt() throws Exception {
    LiveDesktops first = patient();
    DesktopView slow = first.open(null);
    CountDownLatch drawn = new CountDownLatch(1);
    DesktopOpener quick = shop.opener;
    shop.opener =
        machine -> {
          try {
            drawn.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return quick.open(machine);
        };
    LiveDesktops next = restarted(first);
    assertThat(next.list()).isEmpty();
    FutureTask<Optional<DesktopView>> found = new FutureTask<>(() -> next.find(slow.id()));
    FutureTask<Void> used =
        new FutureTask<>(() -> next.perform(slow.id(), "rest", new Action.Press("Return")), null);
    Thread.ofVirtual().start(found);
    Thread.ofVirtual().start(used);
    assertThat(next.find(new DesktopId("d-none"))).isEmpty();
    drawn.countDown();
    assertThat(found.get(60, SECONDS)).isPresent();
    used.get(60, SECONDS);
    next.close(slow.id(), "rest");
  }

  @Test
  void oneThatIsKeptIsNotClosedForNotBeingUsedAndSaysSo() {
    DesktopView view = shop.desktops.open("fake");
    DesktopView other = shop.desktops.open("fake");
    Instant until = Instant.now().plusSeconds(3_600);
    Kept kept = new Kept("sandbox i1", until, true);
    shop.desktops.keep(view.id(), kept);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shop.desktops.find(other.id()).isEmpty());
    assertThat(shop.desktops.find(view.id()))
        .hasValueSatisfying(one -> {
          assertThat(one.expiresAt()).isEqualTo(until);
          assertThat(one.kept()).isEqualTo(kept);
        });
    shop.desktops.keep(view.id(), new Kept("sandbox i1", Instant.now().minusSeconds(1), false));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shop.desktops.find(view.id()).isEmpty());
    code(() -> shop.desktops.keep(view.id(), kept), Code.NO_SUCH_DESKTOP);
  }

  @Test
  void whatIsDoneToOneThatIsPausedIsRefusedAndNotDoneLater() {
    LiveDesktops desktops = patient();
    DesktopId id = desktops.open(null).id();
    Seat seat = desktops.seat(id);
    Actor.Human person = new Actor.Human("brie");
    seat.take(person);
    Instant until = Instant.now().plusSeconds(3_600);
    desktops.keep(id, new Kept("sandbox i1", until, true));
    assertThat(seat.holder()).isNull();
    List<ThrowingCallable> tries =
        List.of(
            () -> desktops.perform(id, "mcp", new Action.Press("Return")),
            () -> desktops.<@Nullable Object>work(id, "mcp", "Ran `id`", _ -> null),
            () -> seat.take(person));
    for (ThrowingCallable attempt : tries) {
      assertThatThrownBy(attempt)
          .isInstanceOfSatisfying(
              DesktopException.class,
              e -> assertThat(e.code()).isEqualTo(DesktopException.Code.UNAVAILABLE))
          .hasMessageContaining("paused (sandbox i1)");
    }
    desktops.keep(id, new Kept("sandbox i1", until, false));
    seat.take(person);
    seat.handBack("it was tried");
    desktops.perform(id, "mcp", new Action.Press("Tab"));
    assertThat(shop.all(new SessionId(id.value()), Event.ActionPerformed.class))
        .filteredOn(done -> done.outcome() == Event.Outcome.PERFORMED)
        .extracting(Event.ActionPerformed::action)
        .containsExactly(new Action.Press("Tab"));
    desktops.close();
  }

  @Test
  void theTimeThatADesktopWasUnusedGoesOnButLeavesItsUserAMinuteToComeBack() {
    Instant used = Instant.parse("2026-01-31T10:00:00Z");
    Event.DesktopOpened opened =
        new Event.DesktopOpened(new DesktopId("d-1"), "fake", new Size(1, 1), 1);
    LeftOpen left = new LeftOpen(new SessionId("d-1"), opened, used, used);
    Duration idle = Duration.ofMinutes(15);
    assertThat(left.unused(used.plusSeconds(120), idle)).isEqualTo(Duration.ofMinutes(2));
    assertThat(left.unused(used.plusSeconds(86_400), idle)).isEqualTo(Duration.ofMinutes(14));
    assertThat(left.unused(used.minusSeconds(86_400), idle)).isEqualTo(Duration.ZERO);
    assertThat(left.unused(used.plusSeconds(120), Duration.ofMillis(300))).isZero();
  }

  /// The desktops of the next server, after this one has left.
  private LiveDesktops restarted(LiveDesktops before) {
    before.leave();
    LiveDesktops next = patient();
    next.start();
    return next;
  }

  private LiveDesktops patient() {
    SessionParts parts = shop.parts;
    return new LiveDesktops(
        new SessionParts(
            parts.log(),
            parts.blobs(),
            parts.models(),
            parts.desktops(),
            parts.crew(),
            SessionLimits.USUAL,
            parts.outside()));
  }

  private static void code(ThrowingCallable call, Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SessionException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
