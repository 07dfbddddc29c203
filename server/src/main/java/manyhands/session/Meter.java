package manyhands.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// What a session has used, and each of its agents: a fold over the log. Safe for use by many
/// threads.
final class Meter {

  private final Map<AgentId, Used> agents = new HashMap<>();
  private final WorkTime time = new WorkTime();
  private Used all = Used.NOTHING;

  /// Tokens and replies of the model.
  record Used(TokenUse tokens, int steps) {
    static final Used NOTHING = new Used(TokenUse.NONE, 0);

    private Used plus(TokenUse more, int replies) {
      return new Used(tokens.plus(more), steps + replies);
    }

    UsageView view() {
      return UsageView.of(tokens, steps);
    }
  }

  synchronized void apply(Entry entry) {
    time.apply(entry);
    switch (entry.event()) {
      case Event.PlanMade it -> add(null, it.usage(), 0);
      case Event.PlanChanged it when it.usage() != null -> add(null, it.usage(), 0);
      case Event.TaskChecked it -> add(it.agent(), it.usage(), 0);
      case Event.AgentStuck it when it.usage() != null -> add(it.agent(), it.usage(), 0);
      case Event.ModelAnswered it -> add(it.agent(), it.usage(), 1);
      case Event _ -> {}
    }
  }

  private void add(@Nullable AgentId agent, TokenUse tokens, int replies) {
    all = all.plus(tokens, replies);
    if (agent != null) {
      agents.merge(
          agent, Used.NOTHING.plus(tokens, replies), (old, _) -> old.plus(tokens, replies));
    }
  }

  synchronized Used all() {
    return all;
  }

  synchronized Used of(AgentId agent) {
    return agents.getOrDefault(agent, Used.NOTHING);
  }

  /// All of it, until now.
  synchronized Amounts amounts(Instant now) {
    TokenUse tokens = all.tokens();
    return new Amounts(
        all.steps(), tokens.input() + tokens.output(), time.until(now), tokens.microDollars());
  }
}
