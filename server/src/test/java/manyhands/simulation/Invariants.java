package manyhands.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import manyhands.session.SessionView;
import org.jspecify.annotations.Nullable;

/// What must be true of every session's facts, whatever happened.
final class Invariants {

  private final List<String> wrong = new ArrayList<>();
  private final Set<TaskId> tasks = new HashSet<>();
  private final Set<TaskId> handedOut = new HashSet<>();
  private final Map<TaskId, String> ended = new HashMap<>();
  private final Map<AgentId, String> agents = new HashMap<>();
  private final Set<AgentId> seated = new HashSet<>();
  private final Map<String, String> intents = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Set<String> artifacts = new HashSet<>();
  private final Map<AgentId, String> tries = new HashMap<>();
  private final Set<AgentId> paused = new HashSet<>();
  private final Set<AgentId> late = new HashSet<>();
  private boolean allPaused;
  private boolean closed;

  static List<String> check(List<Entry> entries) {
    Invariants invariants = new Invariants();
    try {
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).seq() != i + 1) {
          invariants.wrong("entry " + (i + 1) + " has the number " + entries.get(i).seq());
        }
        invariants.apply(entries.get(i).event());
      }
      invariants.end();
      var _ = SessionView.of(entries);
    } catch (RuntimeException e) {
      invariants.wrong("the facts cannot be folded: " + e);
    }
    return invariants.wrong;
  }

  private void wrong(String what) {
    wrong.add(what);
  }

  private void apply(Event event) {
    if (closed) {
      wrong("after the end: " + event);
    }
    if (event.toString().contains("internal error")) {
      wrong("a bug: " + event);
    }
    switch (event) {
      case Event.TaskAdded it -> {
        if (!tasks.add(it.task())) {
          wrong("a second task " + it.task());
        }
      }
      case Event.PlanChanged it -> {
        if (!it.tasks().isEmpty()) {
          tasks.removeIf(task -> !handedOut.contains(task) && !ended.containsKey(task));
          it.tasks().forEach(task -> tasks.add(task.task()));
        }
      }
      case Event.TaskAssigned it -> {
        handedOut.add(it.task());
        if (ended.containsKey(it.task()) || !"".equals(agents.get(it.agent()))) {
          wrong("assigned to nobody who could, or too late: " + it);
        }
        tries.put(it.agent(), it.task() + "/" + it.attempt());
      }
      case Event.TaskCompleted it -> ended(it.task(), "completed");
      case Event.TaskFailed it -> ended(it.task(), "failed");
      case Event.TaskCancelled it -> ended(it.task(), "cancelled");
      case Event.AgentStarted it -> {
        if (agents.put(it.agent(), "") != null) {
          wrong("started twice: " + it.agent());
        }
      }
      case Event.AgentFinished it -> {
        if (!"".equals(agents.put(it.agent(), it.status()))) {
          wrong("finished twice, or never started: " + it);
        }
      }
      case Event.ModelAsked it -> {
        begun(it.agent(), it);
        String of = it.agent() + " " + tries.get(it.agent());
        if (it.step() != asked.merge(of, 1, Integer::sum)) {
          wrong("a step out of order: " + it);
        }
      }
      case Event.SessionPaused it -> pause(it.agent(), true);
      case Event.SessionResumed it -> pause(it.agent(), false);
      case Event.ActionIntended it -> {
        begun(it.agent(), it);
        if (intents.put(key(it.agent(), it.call()), "") != null) {
          wrong("intended twice: " + it);
        }
      }
      case Event.ActionPerformed it -> performed(it);
      case Event.SeatTaken it -> {
        if (it.agent() != null && !seated.add(it.agent())) {
          wrong("taken twice: " + it);
        }
      }
      case Event.SeatReturned it -> seated.remove(it.agent());
      case Event.ArtifactCollected it -> {
        if (it.sha256() != null && !artifacts.add(it.name())) {
          wrong("collected twice: " + it.name());
        }
      }
      case Event.SessionClosed _ -> closed = true;
      default -> {}
    }
  }

  /// What an agent had decided on when it was paused is written a moment after that, and no more.
  private void begun(AgentId agent, Event what) {
    if ((allPaused || paused.contains(agent)) && !late.add(agent)) {
      wrong("begun while paused: " + what);
    }
  }

  private void pause(@Nullable AgentId agent, boolean pauses) {
    late.clear();
    if (agent == null) {
      allPaused = pauses;
    } else if (pauses) {
      paused.add(agent);
    } else {
      paused.remove(agent);
    }
  }

  private String key(AgentId agent, String call) {
    return agent + " " + tries.get(agent) + " " + call;
  }

  private void performed(Event.ActionPerformed it) {
    if (it.agent() == null || it.call() == null) {
      return;
    }
    String before = intents.put(key(it.agent(), it.call()), it.outcome().name());
    if (before != null && !before.isEmpty()) {
      wrong("a second outcome, " + before + " and " + it);
    }
    if (before == null && it.action() != null) {
      wrong("performed without an intent: " + it);
    }
  }

  private void ended(TaskId task, String how) {
    String before = ended.put(task, how);
    if (before != null || !tasks.contains(task)) {
      wrong(task + " ended " + before + " and " + how);
    }
  }

  private void end() {
    if (!closed) {
      wrong("it has no end");
    }
    tasks.stream()
        .filter(task -> !ended.containsKey(task))
        .forEach(task -> wrong(task + " has no end"));
    agents.forEach((agent, status) -> {
      if (status.isEmpty()) {
        wrong(agent + " never finished");
      }
    });
    intents.forEach((call, outcome) -> {
      if (outcome.isEmpty()) {
        wrong("an intent without an outcome: " + call);
      }
    });
  }
}
