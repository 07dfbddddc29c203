package manyhands.agent;

import java.time.Duration;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// What a try may still use of its task's budget. What people let the agent wait for, and use its
/// desktop for, is not its time.
final class Allowance {

  private final Hands hands;
  private final Ladder ladder;
  private Budget left;
  private long began;
  private Duration others;
  private TokenUse used = TokenUse.NONE;
  private long besidesBefore;
  private int steps;

  Allowance(Budget left, Hands hands, Ladder ladder) {
    this.hands = hands;
    this.ladder = ladder;
    this.left = left;
    this.began = System.nanoTime();
    this.others = others(hands);
  }

  private static Duration others(Hands hands) {
    return hands.waited().plus(hands.kept());
  }

  /// From now on so much is left.
  void renew(Budget more) {
    left = more;
    began = System.nanoTime();
    others = others(hands);
    used = TokenUse.NONE;
    besidesBefore = besides();
    steps = 0;
  }

  /// Tokens of checks and of asking for another way.
  private long besides() {
    return hands.checkTokens() + ladder.tokens();
  }

  /// A reply was made.
  void used(TokenUse reply) {
    used = used.plus(reply);
    steps++;
  }

  /// The first limit that is used up; null while there is room.
  Amounts.@Nullable What usedUp() {
    long tokens = used.input() + used.output() + besides() - besidesBefore;
    long money = used.microDollars() == null ? 0 : used.microDollars();
    return left.task().usedUp(new Amounts(steps, tokens, left.time().minus(timeLeft()), money));
  }

  Duration timeLeft() {
    Duration waited = others(hands).minus(others);
    return left.time().minus(Duration.ofNanos(System.nanoTime() - began).minus(waited));
  }
}
