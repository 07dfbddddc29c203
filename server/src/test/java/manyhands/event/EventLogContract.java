package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import manyhands.event.Event.MessageSent;
import manyhands.event.Event.SessionClosed;
import org.junit.jupiter.api.Test;

/// What every log promises.
abstract class EventLogContract {

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");
  static final SessionId CHEDDAR = new SessionId("cheddar");
  static final SessionId GOUDA = new SessionId("gouda");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);

  /// The log to test, with a clock that stands at [#NOON].
  abstract EventLog log();

  static Event said(String text) {
    return new MessageSent(null, text);
  }

  static Event opened() {
    return new Event.SessionOpened("p", 2, "scripted", "local", false, false, Budget.DEFAULT);
  }

  @Test
  void numbersFactsFromOneInEachSession() {
    log().append(CHEDDAR, List.of(said("a"), said("b")));
    log().append(GOUDA, said("x"));
    log().append(CHEDDAR, said("c"));
    assertThat(log().read(CHEDDAR, 0, 100))
        .containsExactly(
            new Entry(1, NOON, CHEDDAR, said("a")),
            new Entry(2, NOON, CHEDDAR, said("b")),
            new Entry(3, NOON, CHEDDAR, said("c")));
    assertThat(log().read(GOUDA, 0, 100)).containsExactly(new Entry(1, NOON, GOUDA, said("x")));
  }

  @Test
  void answersAnAppendWithWhatIsRead() {
    List<Entry> appended = log().append(CHEDDAR, List.of(opened(), said("b")));
    assertThat(log().read(CHEDDAR, 0, 100)).isEqualTo(appended);
  }

  @Test
  void readsAfterANumberAndNoMoreThanAsked() {
    fill(CHEDDAR, 1, 700);
    assertThat(log().read(CHEDDAR, 3, 2)).extracting(Entry::seq).containsExactly(4L, 5L);
    assertThat(log().read(CHEDDAR, 698, 10)).extracting(Entry::seq).containsExactly(699L, 700L);
    assertThat(log().read(CHEDDAR, 600, 10)).hasSize(10);
    assertThat(log().read(CHEDDAR, 700, 10)).isEmpty();
    assertThat(log().read(CHEDDAR, 0, 10_000)).hasSize(700);
  }

  @Test
  void knowsNothingOfASessionThatNeverWas() {
    assertThat(log().read(CHEDDAR, 0, 10)).isEmpty();
    assertThat(log().lastSeq(CHEDDAR)).isZero();
  }

  @Test
  void listsSessionsNewestFirstAndOtherStreamsApart() {
    log().append(CHEDDAR, opened());
    log().append(GOUDA, opened());
    log().append(new SessionId("mouse"), said("hello"));
    log().append(CHEDDAR, said("again"));
    assertThat(log().sessions()).containsExactly(GOUDA, CHEDDAR);
    assertThat(log().streams("message:sent")).containsExactly(new SessionId("mouse"));
  }

  @Test
  void followsFromWhatIsStoredIntoWhatComes() throws Exception {
    fill(CHEDDAR, 1, 600);
    try (EventLog.Subscription follower = log().follow(CHEDDAR, 5)) {
      assertThat(take(follower, 595)).isEqualTo(numbers(6, 600));
      assertThat(follower.next(SHORT)).isEmpty();
      fill(CHEDDAR, 601, 700);
      assertThat(take(follower, 100)).isEqualTo(numbers(601, 700));
    }
  }

  @Test
  void followsASessionThatHasNotBegun() throws Exception {
    try (EventLog.Subscription follower = log().follow(CHEDDAR, 0)) {
      assertThat(follower.next(SHORT)).isEmpty();
      log().append(CHEDDAR, said("first"));
      assertThat(follower.next(LONG)).extracting(Entry::event).containsExactly(said("first"));
    }
  }

  @Test
  void givesAFollowerThatIsFarBehindEverythingOnce() throws Exception {
    try (EventLog.Subscription slow = log().follow(CHEDDAR, 0)) {
      fill(CHEDDAR, 1, 3000);
      assertThat(take(slow, 3000)).isEqualTo(numbers(1, 3000));
    }
  }

  @Test
  void givesTheLastFactsOfAClosedSession() throws Exception {
    try (EventLog.Subscription follower = log().follow(CHEDDAR, 0)) {
      log().append(CHEDDAR, List.of(opened(), new SessionClosed("completed", "")));
      assertThat(take(follower, 2)).isEqualTo(numbers(1, 2));
    }
  }

  @Test
  void keepsOneOrderForManyWritersAndFollowers() throws Exception {
    long writers = 8;
    int each = 200;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> followers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        followers.add(threads.submit(follow(writers * each)));
      }
      for (int i = 0; i < writers; i++) {
        String name = "w" + i;
        threads.execute(() -> {
          for (int n = 0; n < each; n++) {
            log().append(CHEDDAR, said(name + " " + n));
          }
        });
      }
      for (Future<List<Long>> follower : followers) {
        assertThat(follower.get()).isEqualTo(numbers(1, writers * each));
      }
    }
    List<Entry> all = log().read(CHEDDAR, 0, 10_000);
    for (int i = 0; i < writers; i++) {
      String name = "w" + i + " ";
      List<String> mine =
          all.stream()
              .map(entry -> ((MessageSent) entry.event()).text())
              .filter(text -> text.startsWith(name))
              .toList();
      assertThat(mine).isEqualTo(LongStream.range(0, each).mapToObj(n -> name + n).toList());
    }
  }

  private Callable<List<Long>> follow(long count) {
    return () -> {
      try (EventLog.Subscription follower = log().follow(CHEDDAR, 0)) {
        return take(follower, count);
      }
    };
  }

  void fill(SessionId session, int from, int to) {
    List<Event> events =
        LongStream.rangeClosed(from, to).mapToObj(n -> said("cheese " + n)).toList();
    log().append(session, events);
  }

  static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  static List<Long> take(EventLog.Subscription follower, long count) throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    while (seen.size() < count) {
      List<Entry> next = follower.next(LONG);
      assertThat(next).as("entries within %s after %s", LONG, seen.size()).isNotEmpty();
      next.forEach(entry -> seen.add(entry.seq()));
    }
    return seen;
  }
}
