package manyhands.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.MessageSent;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What people wrote to the agents, and which of it the conversation about a task begins with; what
/// is written later enters that conversation from the log. A fold. Safe for use by many threads.
///
/// A conversation begins with the messages to all, with those to its agent that no model has been
/// told, and with those that were told in an earlier try at the same task.
final class Mailbox {

  private final List<Letter> toAll = new ArrayList<>();
  private final Map<AgentId, List<Letter>> waiting = new HashMap<>();
  private final Map<TaskId, List<Letter>> told = new HashMap<>();
  private final Map<TaskId, Opening> openings = new HashMap<>();
  private int untold;

  /// What a conversation begins with, as if written to its agent, and the number of the
  /// assignment's entry.
  record Opening(long after, List<MessageSent> messages) {}

  private record Letter(long number, String text) {}

  synchronized void apply(Entry entry) {
    if (entry.event() instanceof MessageSent it) {
      Letter letter = new Letter(entry.seq(), it.text());
      AgentId to = it.agent();
      if (to == null) {
        toAll.add(letter);
        untold++;
      } else {
        waiting.computeIfAbsent(to, _ -> new ArrayList<>()).add(letter);
      }
    } else if (entry.event() instanceof Event.TaskAssigned it) {
      openings.put(it.task(), new Opening(entry.seq(), opening(it.agent(), it.task())));
    } else if (entry.event() instanceof Event.ModelAsked it) {
      untold = 0;
      List<Letter> now = waiting.remove(it.agent());
      if (now != null) {
        told.computeIfAbsent(it.task(), _ -> new ArrayList<>()).addAll(now);
      }
    } else if (entry.event() instanceof Event.SessionContinued) {
      toAll.clear();
      waiting.clear();
      untold = 0;
    }
  }

  private List<MessageSent> opening(AgentId agent, TaskId task) {
    List<Letter> letters = new ArrayList<>(toAll);
    letters.addAll(waiting.getOrDefault(agent, List.of()));
    letters.addAll(told.getOrDefault(task, List.of()));
    letters.sort(Comparator.comparingLong(Letter::number));
    return letters.stream().map(letter -> new MessageSent(agent, letter.text())).toList();
  }

  /// How the conversation of the last try at a task began.
  synchronized Opening opening(TaskId task) {
    return openings.getOrDefault(task, new Opening(0, List.of()));
  }

  /// Messages that no model has been told yet: to an agent, or to all when none is named.
  synchronized int outstanding(@Nullable AgentId agent) {
    return agent == null ? untold : waiting.getOrDefault(agent, List.of()).size();
  }
}
