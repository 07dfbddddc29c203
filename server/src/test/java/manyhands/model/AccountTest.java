package manyhands.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.model.Account.Limits;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One account's limits for many agents, in a time of its own. Who waits behind another for ever
/// would hang here.
@Timeout(60)
class AccountTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final int AGENTS = 5;
  private static final int TURNS = 6;

  private final AtomicLong now = new AtomicLong();

  private Account account(long requests, long tokens) {
    return new Account(new Limits(requests, tokens), now::get, () -> 0.5);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void agentsThatWaitGetTheirTurnsRoundByRound() throws Exception {
    Account account = account(60, 0);
    for (int i = 0; i < 60; i++) {
      account.awaitTurn(LONG, this::pass);
    }
    List<Thread> agents = new CopyOnWriteArrayList<>();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < AGENTS; i++) {
      int agent = i;
      agents.add(Thread.ofPlatform().unstarted(() -> takeTurns(account, order, agent, agents)));
    }
    for (Thread agent : agents) {
      agent.start();
    }
    for (Thread agent : agents) {
      agent.join(Duration.ofSeconds(20));
    }

    assertThat(order).hasSize(AGENTS * TURNS);
    for (int round = 0; round < TURNS; round++) {
      List<Integer> turns = order.subList(round * AGENTS, (round + 1) * AGENTS);
      assertThat(new HashSet<>(turns)).as("round %s of %s", round, order).hasSize(AGENTS);
    }
    assertThat(Duration.ofNanos(now.get()))
        .isBetween(Duration.ofMillis(29_999), Duration.ofMillis(30_001));
  }

  private void takeTurns(Account account, List<Integer> order, int agent, List<Thread> agents) {
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        account.awaitTurn(
            LONG,
            time -> {
              while (!othersStand(agents)) {
                Thread.sleep(1);
              }
              pass(time);
            });
        order.add(agent);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean othersStand(List<Thread> agents) {
    return agents.stream()
        .filter(it -> it != Thread.currentThread())
        .map(Thread::getState)
        .allMatch(it -> it == Thread.State.TIMED_WAITING || it == Thread.State.TERMINATED);
  }

  @Test
  void keepsToTheTokensOfAMinuteAsTheyWereReallyUsed() throws Exception {
    Account account = account(0, 12_000);
    account.used(account.awaitTurn(LONG, this::pass), new Usage(10_000, 2_000, 0));
    long before = now.get();

    account.awaitTurn(LONG, this::pass);

    assertThat(Duration.ofNanos(now.get() - before)).isGreaterThan(Duration.ofSeconds(25));
  }

  @Test
  void aWishToBeLeftAloneHoldsForAll() throws Exception {
    Account account = account(0, 0);
    long setAside = account.awaitTurn(LONG, this::pass);
    account.failed(
        setAside,
        new ModelException(ModelException.Code.BUSY, "slow down", Duration.ofSeconds(17), null));

    account.awaitTurn(LONG, this::pass);

    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void nobodyWaitsForLongerThanTheTimeThatIsLeft() throws Exception {
    Account account = account(0, 0);
    account.failed(
        0, new ModelException(ModelException.Code.BUSY, "slow down", Duration.ofMinutes(5), null));

    assertThatThrownBy(() -> account.awaitTurn(Duration.ofMinutes(1), this::pass))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("leave no room");
  }

  @Test
  void nobodyWaitsBehindAnotherForLongerThanTheTimeThatIsLeft() throws Exception {
    Account account = account(0, 0);
    account.failed(
        0, new ModelException(ModelException.Code.BUSY, "slow down", Duration.ofMinutes(5), null));
    Thread first = waiting(account);
    try {
      assertThatThrownBy(() -> account.awaitTurn(Duration.ofMillis(50), this::pass))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("leave no room");
    } finally {
      first.interrupt();
      first.join();
    }
  }

  @Test
  void whoIsStoppedWhileWaitingStopsAtOnceAndLetsTheNextOn() throws Exception {
    Account account = account(0, 0);
    account.failed(
        0, new ModelException(ModelException.Code.BUSY, "slow down", Duration.ofMinutes(5), null));
    Thread first = waiting(account);
    Thread second = waiting(account);

    second.interrupt();
    second.join();
    first.interrupt();
    first.join();

    account.awaitTurn(LONG, this::pass);
    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofMinutes(5));
  }

  private static Thread waiting(Account account) {
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                account.awaitTurn(LONG, Thread::sleep);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }
}
