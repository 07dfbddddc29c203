package manyhands.session;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.ApprovalAnswered;
import manyhands.event.Event.ApprovalAsked;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What people have ordered of a session: pauses, the review of the plan, permissions. A fold over
/// the log, so that a server that takes the session over goes on with the same. Safe for use by
/// many threads.
final class Orders {

  private final Map<AgentId, Instant> pausedAgents = new HashMap<>();
  private final Map<AgentId, String> ended = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, ApprovalAsked> open = new LinkedHashMap<>();
  private final Map<String, ApprovalAnswered> answers = new HashMap<>();
  private final Map<String, String> calls = new HashMap<>();
  private final OpenQuestions questions = new OpenQuestions();
  private final Budgets budgets = new Budgets();
  private final Set<TaskId> warned = new HashSet<>();
  private @Nullable Instant pausedUntil;
  private @Nullable Instant reviewUntil;
  private boolean planned;

  synchronized void apply(Event event) {
    questions.apply(event);
    budgets.apply(event);
    if (event instanceof Event.SessionPaused it && it.agent() == null) {
      pausedUntil = until(it.until());
    } else if (event instanceof Event.SessionPaused it) {
      pausedAgents.put(Objects.requireNonNull(it.agent()), until(it.until()));
    } else if (event instanceof Event.SessionResumed it && it.agent() == null) {
      pausedUntil = null;
    } else if (event instanceof Event.SessionResumed it) {
      pausedAgents.remove(it.agent());
    } else if (event instanceof Event.PlanMade it) {
      planned = true;
      reviewUntil = it.until();
    } else if (event instanceof Event.PlanChanged it && it.until() != null) {
      reviewUntil = it.until();
    } else if (event instanceof Event.SessionStarted) {
      reviewUntil = null;
    } else if (event instanceof ApprovalAsked it) {
      asked.add(it.approval());
      open.put(it.approval(), it);
      calls.put(key(it.agent(), it.task(), it.call()), it.approval());
    } else if (event instanceof ApprovalAnswered it) {
      open.remove(it.approval());
      answers.put(it.approval(), it);
    } else if (event instanceof Event.WarningRaised it) {
      warned.add(it.task());
    } else if (event instanceof Event.AgentFinished it) {
      ended.put(it.agent(), it.status());
      pausedAgents.remove(it.agent());
      open.values().removeIf(asked -> asked.agent().equals(it.agent()));
    } else if (event instanceof Event.TaskAssigned it) {
      // Another try is another conversation, whose calls may have the same ids.
      calls.keySet().removeIf(key -> key.startsWith(key(it.agent(), it.task(), "")));
    } else if (event instanceof Event.SessionClosed || event instanceof Event.SessionContinued) {
      clear();
    }
  }

  private static Instant until(@Nullable Instant given) {
    return given == null ? Instant.MAX : given;
  }

  private void clear() {
    pausedUntil = null;
    reviewUntil = null;
    planned = false;
    pausedAgents.clear();
    open.clear();
    calls.clear();
    ended.clear();
  }

  private static String key(AgentId agent, @Nullable TaskId task, @Nullable String call) {
    return agent + " " + task + " " + call;
  }

  synchronized boolean isPaused() {
    return pausedUntil != null;
  }

  /// True for an agent that is to stand still, by itself or with all others.
  synchronized boolean isPaused(AgentId agent) {
    return pausedUntil != null || isPausedAlone(agent);
  }

  synchronized boolean isPausedAlone(AgentId agent) {
    return pausedAgents.containsKey(agent);
  }

  /// True for a task in which something read like orders to its agent.
  synchronized boolean isWarned(TaskId task) {
    return warned.contains(task);
  }

  /// True once the plan is there.
  synchronized boolean isPlanned() {
    return planned;
  }

  /// True while the plan waits for a person to start it.
  synchronized boolean inReview() {
    return reviewUntil != null;
  }

  /// When the session ends because nobody started or resumed it; null while it waits for neither.
  synchronized @Nullable Instant deadline() {
    return Stream.of(Optional.ofNullable(pausedUntil), Optional.ofNullable(reviewUntil))
        .flatMap(Optional::stream)
        .filter(until -> until.isBefore(Instant.MAX))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /// Why the session is over, if one of these deadlines is: nobody resumed or started it. Null when
  /// it is not.
  synchronized @Nullable String overdue(Predicate<Instant> over) {
    if (pausedUntil != null && over.test(pausedUntil)) {
      return budgets.session() == null
          ? "nobody resumed the session"
          : "its budget is used up, and nobody raised it";
    }
    return reviewUntil != null && over.test(reviewUntil) ? "nobody started the plan" : null;
  }

  /// The times at which something is over because nobody did anything.
  synchronized List<Instant> deadlines() {
    return Stream.concat(
            Stream.of(Optional.ofNullable(pausedUntil), Optional.ofNullable(reviewUntil))
                .flatMap(Optional::stream),
            pausedAgents.values().stream())
        .filter(until -> until.isBefore(Instant.MAX))
        .toList();
  }

  /// The agents that nobody has resumed in time.
  synchronized List<AgentId> agentsDue(Predicate<Instant> over) {
    return pausedAgents.entrySet().stream()
        .filter(one -> over.test(one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// What agents ask for, in words.
  OpenQuestions questions() {
    return questions;
  }

  /// Which budgets are used up, and how far they were raised.
  Budgets budgets() {
    return budgets;
  }

  /// True while an agent stands still until a person has answered.
  synchronized boolean asks(AgentId agent) {
    return open.values().stream().anyMatch(it -> it.agent().equals(agent))
        || questions.open().stream().anyMatch(it -> it.agent().equals(agent))
        || budgets.agent(agent) != null;
  }

  /// The permissions that are asked for, the oldest first.
  synchronized List<ApprovalAsked> open() {
    return List.copyOf(open.values());
  }

  /// The question about a call of an agent's task, whether it was answered or not.
  synchronized @Nullable String approval(AgentId agent, TaskId task, String call) {
    return calls.get(key(agent, task, call));
  }

  synchronized @Nullable ApprovalAsked open(String approval) {
    return open.get(approval);
  }

  synchronized @Nullable ApprovalAnswered answer(String approval) {
    return answers.get(approval);
  }

  /// What the next question is called.
  synchronized String nextApproval() {
    return "p" + (asked.size() + 1);
  }

  synchronized boolean wasAsked(String approval) {
    return asked.contains(approval);
  }

  /// True when each of these agents was stopped by a person.
  synchronized boolean allStopped(Collection<AgentId> agents) {
    return agents.stream().allMatch(agent -> "stopped".equals(ended.get(agent)));
  }
}
