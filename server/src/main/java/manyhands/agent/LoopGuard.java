package manyhands.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import manyhands.event.AgentId;
import manyhands.event.Event;
import org.jspecify.annotations.Nullable;

/// Notices an agent that gets nowhere and says what to do about it: a fold over the facts that
/// follow its task's assignment, so that another server finds it on the same rung.
///
/// ```
///            a loop   more of it    more      more     nobody answers, or more
/// (bottom) ─────────> tell ──────> look ──> replan ──> ask ──────────────────> fail
///     ^                 |            |         |        |
///     +── something new on the screen or in a result; a person's words ──+
/// ```
final class LoopGuard {

  /// Times one try may climb from the bottom: a model that is told eight times and goes on getting
  /// lost needs a person. After it, a loop leads to the question at once.
  static final int MOST_CLIMBS = 8;

  /// Fresh questions in one try: each costs a picture and a reply, and a third answer is like one
  /// of the first two.
  static final int MOST_REPLANS = 2;

  /// Questions to people in one try: who helped twice would rather do it themselves.
  static final int MOST_ASKS = 2;

  /// Deeds that are remembered: more than any loop needs to be seen and climbed to the top.
  private static final int MOST_DEEDS = 64;

  /// Screens and answers that are remembered. A try has some hundred steps.
  private static final int MOST_KNOWN = 10_000;

  private final AgentId agent;
  private final List<Deed> deeds = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> questions = new HashSet<>();
  private String scene = "";
  private @Nullable Rung stands;
  private int climbs;
  private int replans;
  private int asks;
  private String reason = "";

  LoopGuard(AgentId agent) {
    this.agent = agent;
  }

  /// What to do now, and why.
  record Stuck(Rung rung, Loop loop) {}

  void apply(Event event) {
    switch (event) {
      case Event.ModelAnswered it when it.agent().equals(agent) -> {
        deeds.add(new Deed(it, scene));
        if (deeds.size() > MOST_DEEDS) {
          deeds.removeFirst();
        }
      }
      case Event.ActionIntended it when it.agent().equals(agent) && !deeds.isEmpty() ->
          deeds.getLast().intended(it);
      case Event.ActionPerformed it when agent.equals(it.agent()) && it.call() != null -> ended(it);
      case Event.ScreenSeen it when it.agent().equals(agent) && it.scene() != null -> saw(it);
      case Event.AgentStuck it when it.agent().equals(agent) -> climbed(it);
      case Event.QuestionAsked it when it.agent().equals(agent) -> questions.add(it.question());
      case Event.QuestionAnswered it when it.text() != null && questions.remove(it.question()) -> {
        climbs = 0;
        begin();
      }
      case Event.MessageSent it when it.agent() == null || it.agent().equals(agent) -> begin();
      case Event.SeatReturned it when agent.equals(it.agent()) -> begin();
      case Event _ -> {}
    }
  }

  private void ended(Event.ActionPerformed it) {
    String call = it.call();
    if (deeds.isEmpty() || call == null) {
      return;
    }
    Deed last = deeds.getLast();
    last.ended(call, it);
    String answered = last.answered(call);
    if (answered != null && isNews(answered)) {
      progress(last);
    }
  }

  private void saw(Event.ScreenSeen it) {
    scene = String.valueOf(it.scene());
    boolean news = isNews(scene);
    if (it.call() == null || deeds.isEmpty()) {
      return;
    }
    Deed last = deeds.getLast();
    last.saw(scene);
    if (news && last.hasDone()) {
      progress(last);
    }
  }

  private boolean isNews(String what) {
    return known.size() < MOST_KNOWN && known.add(what);
  }

  private void progress(Deed last) {
    last.isFresh();
    stands = null;
  }

  private void climbed(Event.AgentStuck it) {
    Rung rung = Rung.of(it.rung());
    if (rung == null) {
      return;
    }
    climbs += stands == null ? 1 : 0;
    replans += rung == Rung.REPLAN ? 1 : 0;
    asks += rung == Rung.ASK ? 1 : 0;
    stands = rung;
    deeds.forEach(Deed::isTold);
    reason = it.reason();
  }

  /// A person has helped: nothing of before counts.
  private void begin() {
    deeds.clear();
    stands = null;
  }

  /// The rung it stands on; null at the bottom.
  @Nullable Rung stands() {
    return stands;
  }

  /// Why it stands there.
  String reason() {
    return reason;
  }

  /// A person was asked, and the model was not since.
  boolean isWaiting() {
    return stands == Rung.ASK && !deeds.isEmpty() && deeds.getLast().wasTold();
  }

  /// The last call that the model made; null when there was none.
  @Nullable String lastCall() {
    return deeds.isEmpty() ? null : deeds.getLast().lastCall();
  }

  /// What it did lately, each with what came of it, the oldest first.
  List<String> story(int atMost) {
    return deeds.subList(Math.max(0, deeds.size() - atMost), deeds.size()).stream()
        .map(Deed::story)
        .toList();
  }

  /// What the model said last.
  String lastText() {
    return deeds.isEmpty() ? "" : deeds.getLast().text();
  }

  /// What to do once these facts are written, too; null when the agent gets on.
  @Nullable Stuck judge(List<Event> noted) {
    LoopGuard then = copy();
    noted.forEach(then::apply);
    List<Deed> counted = then.counted();
    Loop loop = Loop.in(counted);
    long since = counted.stream().filter(deed -> !deed.wasTold()).count();
    return loop == null || (then.stands != null && since < loop.again())
        ? null
        : new Stuck(then.next(), loop);
  }

  /// The deeds without those that wait for something.
  private List<Deed> counted() {
    List<Deed> counted = new ArrayList<>();
    boolean waited = false;
    for (Deed deed : deeds) {
      boolean waits = deed.waits();
      if (!waits && !deed.wasHeldBack() && !(waited && deed.isPassive() && !deed.isEmpty())) {
        counted.add(deed);
      }
      waited = waits;
    }
    return counted;
  }

  private Rung next() {
    return switch (stands) {
      case null -> climbs < MOST_CLIMBS ? Rung.TELL : askOrFail();
      case TELL -> Rung.LOOK;
      case LOOK -> replans < MOST_REPLANS ? Rung.REPLAN : askOrFail();
      case REPLAN -> askOrFail();
      case ASK, FAIL -> Rung.FAIL;
    };
  }

  private Rung askOrFail() {
    return asks < MOST_ASKS ? Rung.ASK : Rung.FAIL;
  }

  private LoopGuard copy() {
    LoopGuard copy = new LoopGuard(agent);
    deeds.forEach(deed -> copy.deeds.add(deed.copy()));
    copy.known.addAll(known);
    copy.questions.addAll(questions);
    copy.scene = scene;
    copy.stands = stands;
    copy.climbs = climbs;
    copy.replans = replans;
    copy.asks = asks;
    return copy;
  }
}
