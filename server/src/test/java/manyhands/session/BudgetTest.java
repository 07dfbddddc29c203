package manyhands.session;

import static manyhands.session.ControlTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import manyhands.agent.TaskEnd;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.BudgetRaised;
import manyhands.event.Event.BudgetReached;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import manyhands.session.SessionException.Code;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that has used its budget up: it stands still and asks.
final class BudgetTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");
  private static final TaskId GRATE = new TaskId("t1");
  private static final HumanGate PATIENT = new HumanGate(Duration.ofHours(1), Set.of());

  /// Planning uses 15 tokens; one reply is what is left until the limit.
  private static final Amounts SMALL = new Amounts(null, 1_015L, null, null);

  @TempDir Path folder;
  private Workshop shop;
  private SessionControl control;
  private final List<String> left = new CopyOnWriteArrayList<>();

  private void open(String round, HumanGate gate) {
    shop = new Workshop(folder, round, gate);
    control = shop.sessions.control();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private SessionId start(Budget budget) {
    return shop.sessions
        .open(new SessionRequest("grate", 1, null, null, false, false, budget))
        .id();
  }

  private static Budget withSession(Amounts session) {
    Budget usual = Budget.DEFAULT;
    return new Budget(usual.steps(), usual.tokens(), usual.time(), null, session);
  }

  /// An agent that makes so many replies of a thousand tokens each, and stands still when told to.
  private void replies(int count) {
    shop.crew.doings.put(
        "grate",
        bench -> {
          for (int step = 1; step <= count; step++) {
            while (bench.steering().isPaused()) {
              bench.steering().awaitResume();
            }
            reply(bench, step);
            Awaitility.await().until(() -> seen(bench.assignment().session()));
          }
          return new TaskEnd.Done("", List.of());
        });
  }

  private static void reply(FakeCrew.Bench bench, int step) {
    TokenUse usage = new TokenUse(900, 100, 0);
    Event reply = new Event.ModelAnswered(ADA, GRATE, step, "", List.of(), List.of(), usage, 1);
    var _ = bench.journal().append(bench.assignment().session(), List.of(reply));
  }

  /// The session's thread had time to look at what was used.
  private boolean seen(SessionId id) {
    SessionView view = shop.view(id);
    Amounts limit = view.budget().session();
    long used = view.usage().input() + view.usage().output();
    return limit == null || used < limit.tokens() || view.status() == SessionStatus.PAUSED;
  }

  private void awaitReached(SessionId id) {
    Awaitility.await().until(() -> !shop.view(id).budget().reached().isEmpty());
  }

  @Test
  void aSessionStandsStillAtItsBudgetUntilItIsRaised() {
    open("", PATIENT);
    replies(2);
    SessionId id = start(withSession(SMALL));
    awaitReached(id);

    SessionView view = shop.view(id);
    assertThat(view.status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(view.deadline()).isNotNull();
    BudgetView.Reached reached = view.budget().reached().getFirst();
    assertThat(reached.task()).isNull();
    assertThat(reached.what()).isEqualTo("tokens");
    assertThat(reached.used()).isEqualTo(1_015);
    assertThat(reached.limit()).isEqualTo(1_015);
    refused(() -> control.raise(id, null, Amounts.NONE, ME), Code.BAD_BUDGET);
    refused(() -> control.raise(id, null, new Amounts(-5, null, null, null), ME), Code.BAD_BUDGET);

    Amounts more = new Amounts(null, 5_000L, null, null);
    control.raise(id, null, more, ME);

    SessionView end = shop.ended(id);
    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.budget().session()).isEqualTo(new Amounts(null, 6_015L, null, null));
    assertThat(shop.all(id, BudgetRaised.class)).containsExactly(new BudgetRaised(null, more, ME));
    assertThat(shop.all(id, Event.SessionPaused.class))
        .extracting(Event.SessionPaused::by)
        .containsExactly("the budget");
  }

  @Test
  void whoResumesItGivesItAsMuchAgain() {
    open("", PATIENT);
    replies(2);
    SessionId id = start(withSession(SMALL));
    awaitReached(id);
    control.resume(id, null, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, BudgetRaised.class)).containsExactly(new BudgetRaised(null, SMALL, ME));
  }

  @Test
  void aSessionThatNobodyRaisesEndsWithThatReason() {
    open("", new HumanGate(Duration.ofMillis(300), Set.of()));
    replies(2);
    SessionView end = shop.ended(start(withSession(SMALL)));
    assertThat(end.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(end.reason()).contains("budget").contains("nobody raised it");
    assertThat(end.budget().reached()).isEmpty();
  }

  @Test
  void aSessionsTimeRunsOutWithoutAnyFact() {
    open("", PATIENT);
    CountDownLatch go = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        _ -> {
          go.await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = start(withSession(new Amounts(null, null, Duration.ofMillis(400), null)));
    awaitReached(id);
    assertThat(shop.view(id).budget().reached().getFirst().what()).isEqualTo("time");
    control.raise(id, null, new Amounts(null, null, Duration.ofHours(1), null), ME);
    go.countDown();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  private void asksForSteps() {
    shop.crew.doings.put(
        "grate",
        bench -> {
          SessionId id = bench.assignment().session();
          for (int step = shop.all(id, Event.ModelAnswered.class).size(); step < 10; step++) {
            reply(bench, step + 1);
          }
          Budget more = bench.steering().askBudget(Amounts.What.STEPS);
          left.add(more == null ? "none" : String.valueOf(more.steps()));
          return more == null ? new TaskEnd.Failed("no more") : new TaskEnd.Done("", List.of());
        });
  }

  @Test
  void anAgentWaitsForItsTasksBudget() {
    open("", PATIENT);
    asksForSteps();
    SessionId id = start(new Budget(10, 1_000_000, Duration.ofMinutes(1)));
    awaitReached(id);

    SessionView view = shop.view(id);
    assertThat(view.status()).isEqualTo(SessionStatus.RUNNING);
    assertThat(view.agents().getFirst().status()).isEqualTo(AgentStatus.WAITING);
    assertThat(view.budget().reached().getFirst().task()).isEqualTo(GRATE);
    assertThat(view.budget().reached().getFirst().limit()).isEqualTo(10);
    Amounts more = new Amounts(7, null, null, null);
    refused(() -> control.raise(id, new TaskId("t9"), more, ME), Code.BAD_BUDGET);
    refused(() -> control.raise(id, null, more, ME), Code.BAD_BUDGET);

    control.raise(id, GRATE, more, ME);

    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(left).containsExactly("7");
  }

  @Test
  void aTasksBudgetThatNobodyRaisesIsNone() {
    open("", new HumanGate(Duration.ofMillis(300), Set.of()));
    asksForSteps();
    assertThat(shop.ended(start(new Budget(10, 1_000_000, Duration.ofMinutes(1)))).status())
        .isEqualTo(SessionStatus.FAILED);
    assertThat(left).containsExactly("none");
  }

  @Test
  void theNextServerWaitsForTheSamePerson() {
    open("", PATIENT);
    asksForSteps();
    SessionId id = start(new Budget(10, 1_000_000, Duration.ofMinutes(1)));
    awaitReached(id);
    shop.kill();

    shop = new Workshop(folder, "again", shop.provider, PATIENT);
    control = shop.sessions.control();
    asksForSteps();
    shop.sessions.start();
    awaitReached(id);
    control.resume(id, ADA, ME);

    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, BudgetReached.class)).hasSize(1);
    assertThat(left.getLast()).isEqualTo("10");
  }

  @Test
  void aBudgetInDollarsNeedsAPrice() {
    open("", PATIENT);
    refused(() -> start(withSession(new Amounts(null, null, null, 2_000_000L))), Code.BAD_BUDGET);
    refused(() -> start(withSession(new Amounts(0, null, null, null))), Code.BAD_BUDGET);
  }
}
