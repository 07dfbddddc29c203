package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.TaskId;
import manyhands.model.Computer;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.seat.ActionRecorder;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.seat.SeatRecorder;
import manyhands.seat.SeatTerms;
import org.junit.jupiter.api.Test;

/// A person takes the seat of an agent at work.
final class TakeOverTest {

  private static final Actor.Human PERSON = new Actor.Human("browser");

  private static final ActionRecorder UNRECORDED =
      new ActionRecorder() {
        @Override
        public void intended() {}

        @Override
        public void ended(Outcome outcome, String message, Duration took) {}
      };

  private final Bench bench = new Bench();
  private final CannedModel model = new CannedModel();
  private final Seat seat =
      new Seat(
          bench.desktop,
          new SeatTerms(
              Duration.ofSeconds(60),
              null,
              new SeatRecorder() {
                @Override
                public void taken(Actor.Human person, Duration quiet) {
                  var _ =
                      bench.log.append(
                          Bench.SESSION, new Event.SeatTaken(Bench.AGENT, "human", 60));
                }

                @Override
                public void returned(String why, Map<String, Integer> kinds) {
                  var _ =
                      bench.log.append(
                          Bench.SESSION,
                          new Event.SeatReturned(Bench.AGENT, why, kinds.size(), kinds));
                }
              }));

  private TaskEnd run(Budget budget) {
    return new Agent(seat, model, bench.log, bench.blobs, _ -> {}, bench.slept::add)
        .run(Bench.assignment("go", budget));
  }

  @Test
  void theRestOfTheReplyIsDroppedForGoodAndTheModelIsTold() throws InterruptedException {
    CountDownLatch wanted = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(1);
    bench.desktop.onCutShort = wanted::countDown;
    bench.desktop.onPerform =
        action -> {
          if (action.equals(new Action.Press("a"))) {
            Thread.ofVirtual()
                .start(() -> {
                  seat.take(PERSON);
                  seat.perform(PERSON, new Action.Press("secret"), null, UNRECORDED);
                  taken.countDown();
                });
            uninterruptibly(wanted);
          }
        };
    model
        .call("press_key", "{\"keys\": \"a\"}", "press_key", "{\"keys\": \"b\"}")
        .call("press_key", "{\"keys\": \"c\"}")
        .finish();
    Thread agent = Thread.ofVirtual().start(() -> run(Budget.DEFAULT));
    taken.await();
    Thread.sleep(100);
    assertThat(bench.events(Event.ModelAsked.class)).hasSize(1);
    seat.handBack("handed back");
    agent.join();

    assertThat(bench.desktop.performed)
        .containsExactly(new Action.Press("a"), new Action.Press("secret"), new Action.Press("c"));
    assertThat(outcomes())
        .containsExactly(Outcome.PERFORMED, Outcome.REFUSED, Outcome.PERFORMED, Outcome.PERFORMED);
    List<Part> told = model.asked.get(1).messages().getLast().parts();
    String words = told.stream().map(Object::toString).collect(Collectors.joining("\n"));
    // Held back before the seat or refused by it, depending on who came first.
    assertThat(words)
        .containsPattern("Not performed: (a person took|human \\(browser\\) has taken) over")
        .contains("key presses: 1");
    assertThat(words).doesNotContain("secret");
    assertThat(told.getLast()).isInstanceOf(Part.Image.class);
    assertRebuilt();
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingIsDoneWhenThePersonCameAndWentWhileTheModelThought() {
    model
        .then(() -> {
          seat.take(PERSON);
          seat.handBack("handed back");
          return new Reply(
              List.of(CannedModel.toolCall("x", "press_key", "{\"keys\": \"a\"}")), Usage.NONE);
        })
        .finish();
    run(Budget.DEFAULT);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(outcomes()).containsExactly(Outcome.REFUSED, Outcome.PERFORMED);
    assertRebuilt();
  }

  @Test
  void theTimeOfThePersonIsNotTheAgents() throws InterruptedException {
    seat.take(PERSON);
    model.call("press_key", "{\"keys\": \"a\"}").finish();
    Thread agent =
        Thread.ofVirtual().start(() -> run(new Budget(10, 1_000_000, Duration.ofMillis(700))));
    Thread.sleep(1_000);
    assertThat(bench.events(Event.ModelAsked.class)).isEmpty();
    seat.handBack("handed back");
    agent.join();
    assertThat(bench.desktop.performed).containsExactly(new Action.Press("a"));
  }

  @Test
  void aLaterTryCountsNoneOfIt() {
    TaskId task = Bench.TASK;
    List<Event> facts =
        List.of(
            new Event.TaskAssigned(task, Bench.AGENT, 1),
            new Event.ModelAsked(Bench.AGENT, task, 1),
            new Event.SeatTaken(Bench.AGENT, "human", 60),
            new Event.SeatReturned(Bench.AGENT, "handed back", 0, Map.of()),
            new Event.ModelAsked(Bench.AGENT, task, 2));
    Instant at = Instant.parse("2026-01-31T12:00:00Z");
    List<Entry> entries =
        List.of(0, 10, 20, 1_000, 1_005).stream()
            .map(second -> at.plusSeconds(second))
            .map(when -> new Entry(1, when, Bench.SESSION, facts.get(index(at, when))))
            .toList();
    assertThat(Spent.of(entries, task).time()).isEqualTo(Duration.ofSeconds(25));
  }

  private static int index(Instant start, Instant when) {
    return List.of(0L, 10L, 20L, 1_000L, 1_005L).indexOf(Duration.between(start, when).toSeconds());
  }

  private List<Outcome> outcomes() {
    return bench.events(Event.ActionPerformed.class).stream()
        .map(Event.ActionPerformed::outcome)
        .toList();
  }

  private void assertRebuilt() {
    Pictures pictures = new Pictures(bench.blobs);
    Transcript rebuilt =
        new Transcript(Bench.assignment("go", Budget.DEFAULT), Computer.FUNCTIONS, pictures::bytes);
    int asked = 0;
    for (Event event : bench.events()) {
      rebuilt.apply(event);
      if (event instanceof Event.ModelAsked) {
        assertThat(Shown.of(rebuilt.conversation())).isEqualTo(Shown.of(model.asked.get(asked++)));
      }
    }
  }
}
