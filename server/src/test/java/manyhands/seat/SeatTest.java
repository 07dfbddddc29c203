package manyhands.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import manyhands.desktop.Action;
import manyhands.desktop.Comparison;
import manyhands.desktop.DesktopException;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import manyhands.event.AgentId;
import manyhands.event.Event.Outcome;
import org.junit.jupiter.api.Test;

final class SeatTest {

  private static final Actor AGENT = new Actor.Agent(new AgentId("a1"));
  private static final Actor.Human PERSON = new Actor.Human("rest");
  private static final Action KEY = new Action.Press("Return");
  private static final Frame SEEN = new Frame(1, FakeDesktop.SIZE, new int[0]);

  private final FakeDesktop desktop = FakeDesktop.named("d1");
  private final Seat seat = new Seat(desktop);
  private final List<String> recorded = new ArrayList<>();
  private final ActionRecorder recorder =
      new ActionRecorder() {
        @Override
        public void intended() {
          recorded.add("intended after " + desktop.performed.size());
        }

        @Override
        public void ended(Outcome outcome, String message, Duration took) {
          recorded.add(
              outcome + " " + message + (Thread.currentThread().isInterrupted() ? "!" : ""));
        }
      };

  @Test
  void theIntentIsRecordedBeforeAndTheOutcomeAfterTheAction() {
    assertThat(seat.perform(AGENT, KEY, SEEN, recorder)).isEqualTo(new SeatResult.Performed());
    assertThat(desktop.performed).containsExactly(KEY);
    assertThat(recorded).containsExactly("intended after 0", "PERFORMED ");
  }

  @Test
  void anActionOnAnOldLookIsHeldBack() {
    Rectangle where = new Rectangle(5, 6, 70, 80);
    desktop.onCompare = (_, _) -> new Comparison.Changed(where);
    assertThat(seat.perform(AGENT, KEY, SEEN, recorder)).isEqualTo(new SeatResult.Stale(where));
    assertThat(desktop.performed).isEmpty();
    assertThat(recorded)
        .containsExactly("intended after 0", "STALE the screen had changed within 70x80+5+6");
  }

  @Test
  void withoutALookNothingIsCompared() {
    desktop.onCompare = (_, _) -> new Comparison.Changed(new Rectangle(0, 0, 1, 1));
    assertThat(seat.perform(PERSON, KEY, null, recorder)).isEqualTo(new SeatResult.Performed());
  }

  @Test
  void nobodyElseActsWhileSomebodyHasTheSeat() {
    seat.take(PERSON);
    assertThat(seat.perform(AGENT, KEY, null, recorder)).isEqualTo(new SeatResult.Refused(PERSON));
    assertThat(desktop.performed).isEmpty();
    assertThat(recorded)
        .containsExactly("intended after 0", "REFUSED human (rest) has taken over the desktop");
    assertThat(seat.holder()).isEqualTo(PERSON);
    seat.handBack("handed back");
    assertThat(seat.perform(AGENT, KEY, null, recorder)).isEqualTo(new SeatResult.Performed());
    assertThat(desktop.released).hasValue(2);
  }

  @Test
  void aDesktopThatFailsIsAResultWithOneOutcome() {
    desktop.onPerform =
        _ -> {
          throw new DesktopException(DesktopException.Code.LOST, "gone");
        };
    assertThat(seat.perform(AGENT, KEY, null, recorder))
        .isEqualTo(new SeatResult.Failed(DesktopException.Code.LOST, "gone"));
    assertThat(recorded).containsExactly("intended after 0", "FAILED gone");
  }

  @Test
  void aBugIsThrownButItsOutcomeIsRecorded() {
    desktop.onPerform =
        _ -> {
          throw new IllegalStateException("bug");
        };
    assertThatThrownBy(() -> seat.perform(AGENT, KEY, null, recorder)).hasMessage("bug");
    assertThat(recorded).hasSize(2).last().asString().startsWith("FAILED an internal error");
  }

  @Test
  void nothingIsPerformedWhenTheIntentCannotBeRecorded() {
    ActionRecorder full =
        new ActionRecorder() {
          @Override
          public void intended() {
            throw new IllegalStateException("disk full");
          }

          @Override
          public void ended(Outcome outcome, String message, Duration took) {
            recorded.add("ended");
          }
        };
    assertThatThrownBy(() -> seat.perform(AGENT, KEY, null, full)).hasMessage("disk full");
    assertThat(desktop.performed).isEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void anInterruptedActionIsRecordedOnceByAThreadThatIsNotInterrupted() {
    desktop.onPerform =
        _ -> {
          Thread.currentThread().interrupt();
          throw new DesktopException(DesktopException.Code.INTERRUPTED, "interrupted");
        };
    assertThat(seat.perform(AGENT, KEY, null, recorder)).isEqualTo(new SeatResult.Interrupted());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(recorded).containsExactly("intended after 0", "FAILED interrupted");
    assertThat(desktop.released).hasValue(1);
  }

  @Test
  void aWaitKeepsNobodyFromTheMouse() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Seat slow =
        new Seat(
            desktop,
            _ -> {
              waiting.countDown();
              done.await();
            });
    Thread waiter =
        Thread.ofVirtual().start(() -> slow.perform(AGENT, new Action.Wait(1), null, recorder));
    waiting.await();
    slow.perform(PERSON, KEY, null, recorder);
    done.countDown();
    waiter.join();
    assertThat(desktop.performed).containsExactly(KEY);
  }

  @Test
  void whoeverWaitsForTheSeatGoesOnWhenItIsLeft() throws InterruptedException {
    seat.take(PERSON);
    CountDownLatch turn = new CountDownLatch(1);
    Thread agent =
        Thread.ofVirtual()
            .start(() -> {
              try {
                seat.awaitTurn();
                turn.countDown();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(turn.getCount()).isEqualTo(1);
    seat.handBack("handed back");
    agent.join();
    assertThat(turn.getCount()).isZero();
  }
}
