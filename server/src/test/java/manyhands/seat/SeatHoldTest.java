package manyhands.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopException;
import manyhands.desktop.FakeDesktop;
import manyhands.event.AgentId;
import manyhands.event.Event.Outcome;
import org.junit.jupiter.api.Test;

/// A person takes the seat, keeps it by acting and loses it when quiet.
final class SeatHoldTest {

  private static final Actor AGENT = new Actor.Agent(new AgentId("a1"));
  private static final Actor.Human PERSON = new Actor.Human("browser");
  private static final Action KEY = new Action.Press("Return");
  private static final ActionRecorder NOTHING =
      new ActionRecorder() {
        @Override
        public void intended() {}

        @Override
        public void ended(Outcome outcome, String message, Duration took) {}
      };

  private final FakeDesktop desktop = FakeDesktop.named("d1");
  private final List<String> facts = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger letGo = new AtomicInteger();
  private final Visitor visitor = letGo::incrementAndGet;
  private final SeatRecorder recorder =
      new SeatRecorder() {
        @Override
        public void taken(Actor.Human person, Duration quiet) {
          facts.add("taken by " + person.words());
        }

        @Override
        public void returned(String why, Map<String, Integer> kinds) {
          facts.add("returned: " + why + " " + kinds);
        }
      };

  private Seat seat(Duration quiet) {
    return new Seat(desktop, new SeatTerms(quiet, Thread.ofVirtual().factory(), recorder));
  }

  private boolean touch(Seat seat, Touch what) {
    return seat.touch(PERSON, what, visitor, delivered::incrementAndGet);
  }

  @Test
  void theFirstClickTakesTheSeatAndArrives() {
    Seat seat = seat(Duration.ofSeconds(60));
    assertThat(touch(seat, Touch.MOVE)).isFalse();
    assertThat(touch(seat, Touch.RELEASE)).isFalse();
    assertThat(delivered).hasValue(0);
    assertThat(touch(seat, Touch.CLICK)).isTrue();
    assertThat(touch(seat, Touch.RELEASE)).isTrue();
    assertThat(touch(seat, Touch.MOVE)).isTrue();
    assertThat(delivered).hasValue(3);
    assertThat(seat.perform(AGENT, KEY, null, NOTHING)).isEqualTo(new SeatResult.Refused(PERSON));
    assertThat(facts).containsExactly("taken by human (browser)");
    assertThat(seat.keptFor()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void whatWasDoneIsCountedByKindAndNoMore() {
    Seat seat = seat(Duration.ofSeconds(60));
    touch(seat, Touch.KEY);
    touch(seat, Touch.RELEASE);
    touch(seat, Touch.KEY);
    touch(seat, Touch.CLICK);
    touch(seat, Touch.MOVE);
    seat.perform(PERSON, new Action.Type("cheddar"), null, NOTHING);
    seat.handBack("handed back");
    seat.handBack("handed back");
    assertThat(facts.getLast()).isEqualTo("returned: handed back {click=1, key=3}");
    assertThat(facts).hasSize(2);
    assertThat(letGo).hasValue(1);
    assertThat(desktop.released).hasValue(2);
    assertThat(seat.perform(AGENT, KEY, null, NOTHING)).isEqualTo(new SeatResult.Performed());
  }

  @Test
  void actingKeepsTheSeatAndBeingQuietLosesIt() throws InterruptedException {
    Seat seat = seat(Duration.ofMillis(400));
    touch(seat, Touch.CLICK);
    for (int i = 0; i < 6; i++) {
      Thread.sleep(100);
      assertThat(touch(seat, Touch.MOVE)).isTrue();
    }
    seat.awaitTurn();
    assertThat(facts).hasSize(2).last().asString().startsWith("returned: nobody used it for");
    assertThat(seat.held()).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void aForgottenSeatIsReturnedThoughNobodyAsks() {
    Seat seat = seat(Duration.ofMillis(50));
    seat.take(PERSON);
    await().untilAsserted(() -> assertThat(facts).hasSize(2));
    assertThat(seat.holder()).isNull();
    assertThat(seat.takes()).isEqualTo(1);
  }

  @Test
  void withoutAThreadTheNextOneToComeNotices() throws InterruptedException {
    Seat seat = new Seat(desktop, new SeatTerms(Duration.ofMillis(20), null, recorder));
    seat.take(PERSON);
    Thread.sleep(40);
    assertThat(seat.perform(AGENT, KEY, null, NOTHING)).isEqualTo(new SeatResult.Performed());
    assertThat(facts).hasSize(2);
  }

  @Test
  void anAgentInTheMiddleOfALongActionIsCutShort() throws InterruptedException {
    CountDownLatch acting = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    desktop.onCutShort = cut::countDown;
    desktop.onPerform =
        _ -> {
          acting.countDown();
          try {
            assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          throw new DesktopException(DesktopException.Code.INTERRUPTED, "cut short");
        };
    Seat seat = seat(Duration.ofSeconds(60));
    AtomicReference<SeatResult> result = new AtomicReference<>();
    Thread agent =
        Thread.ofVirtual()
            .start(() -> result.set(seat.perform(AGENT, new Action.Type("x"), null, NOTHING)));
    acting.await();
    assertThat(touch(seat, Touch.CLICK)).isTrue();
    agent.join();
    assertThat(result.get()).isEqualTo(new SeatResult.CutShort());
    assertThat(desktop.performed).isEmpty();
  }

  @Test
  void anAgentThatOnlyWaitsIsRefusedWithinASecond() throws InterruptedException {
    Seat seat = seat(Duration.ofSeconds(60));
    AtomicReference<SeatResult> result = new AtomicReference<>();
    Thread agent =
        Thread.ofVirtual()
            .start(() -> result.set(seat.perform(AGENT, new Action.Wait(60_000), null, NOTHING)));
    seat.take(PERSON);
    assertThat(agent.join(Duration.ofSeconds(20))).isTrue();
    assertThat(result.get()).isEqualTo(new SeatResult.Refused(PERSON));
  }

  @Test
  void whoLeavesLetsGoAndKeepsNobodyFromTheSeatForLonger() {
    Seat seat = seat(Duration.ofMillis(100));
    touch(seat, Touch.KEY);
    seat.leave(visitor);
    assertThat(letGo).hasValue(1);
    await().until(() -> seat.holder() == null);
    assertThat(letGo).hasValue(1);
  }

  @Test
  void aSeatWhoseDesktopGoesIsReturnedAndCannotBeTaken() {
    Seat seat = seat(Duration.ofSeconds(60));
    seat.take(PERSON);
    seat.close();
    assertThat(facts.getLast()).isEqualTo("returned: the desktop was closed {}");
    assertThatThrownBy(() -> seat.take(PERSON)).isInstanceOf(DesktopException.class);
  }

  @Test
  void aSeatThatCannotBeWrittenDownIsNotTaken() {
    SeatRecorder full =
        new SeatRecorder() {
          @Override
          public void taken(Actor.Human person, Duration quiet) {
            throw new IllegalStateException("disk full");
          }

          @Override
          public void returned(String why, Map<String, Integer> kinds) {}
        };
    Seat seat = new Seat(desktop, new SeatTerms(Duration.ofSeconds(60), null, full));
    assertThatThrownBy(() -> touch(seat, Touch.CLICK)).hasMessage("disk full");
    assertThat(delivered).hasValue(0);
    assertThat(seat.perform(AGENT, KEY, null, NOTHING)).isEqualTo(new SeatResult.Performed());
  }
}
