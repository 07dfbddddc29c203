package manyhands.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.QuestionAnswered;
import manyhands.event.Event.QuestionAsked;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What agents ask people for, in words: which questions wait, and what was answered. A fold. Safe
/// for use by many threads.
final class OpenQuestions {

  /// Who answers when there is nobody left who asks.
  private static final String TAKEN_BACK = "the end of the work on it";

  private final Map<String, QuestionAsked> open = new LinkedHashMap<>();
  private final Map<String, @Nullable QuestionAnswered> asked = new HashMap<>();

  /// The questions that an agent has asked since its model was asked, by what each is about: until
  /// then its answer may not have been used.
  private final Map<AgentId, Map<String, String>> current = new HashMap<>();

  synchronized void apply(Event event) {
    if (event instanceof QuestionAsked it) {
      open.put(it.question(), it);
      asked.put(it.question(), null);
      current
          .computeIfAbsent(it.agent(), _ -> new HashMap<>())
          .put(matter(it.task(), it.why(), it.call(), it.text()), it.question());
    } else if (event instanceof QuestionAnswered it) {
      open.remove(it.question());
      asked.put(it.question(), it);
    } else if (event instanceof Event.ModelAsked it) {
      current.remove(it.agent());
    } else if (event instanceof Event.SessionClosed || event instanceof Event.SessionContinued) {
      current.clear();
    }
    open.values().removeIf(isOver(event));
  }

  private static String matter(TaskId task, String why, @Nullable String call, String text) {
    return task + " " + why + " " + (call == null ? "\n" + text : call);
  }

  /// The questions that nobody needs the answer of after this fact.
  private static Predicate<QuestionAsked> isOver(Event event) {
    return switch (event) {
      case Event.AgentFinished it -> asked -> asked.agent().equals(it.agent());
      case Event.TaskAssigned it -> asked -> asked.agent().equals(it.agent());
      case Event.TaskCompleted it -> asked -> asked.task().equals(it.task());
      case Event.TaskFailed it -> asked -> asked.task().equals(it.task());
      case Event.TaskCancelled it -> asked -> asked.task().equals(it.task());
      case Event.SessionClosed _ -> _ -> true;
      case Event _ -> _ -> false;
    };
  }

  /// These facts, after those that take back the questions which they put an end to.
  synchronized List<Event> withEnds(List<Event> facts) {
    List<QuestionAsked> left = new ArrayList<>(open.values());
    List<Event> all = new ArrayList<>();
    for (Event fact : facts) {
      if (fact instanceof QuestionAnswered it) {
        left.removeIf(asked -> asked.question().equals(it.question()));
      }
      Predicate<QuestionAsked> over = isOver(fact);
      left.stream()
          .filter(over)
          .forEach(it -> all.add(new QuestionAnswered(it.question(), null, TAKEN_BACK)));
      left.removeIf(over);
    }
    all.addAll(facts);
    return List.copyOf(all);
  }

  /// Those that wait for an answer, the oldest first.
  synchronized List<QuestionAsked> open() {
    return List.copyOf(open.values());
  }

  synchronized @Nullable QuestionAsked open(String question) {
    return open.get(question);
  }

  synchronized @Nullable QuestionAnswered answer(String question) {
    return asked.get(question);
  }

  synchronized boolean wasAsked(String question) {
    return asked.containsKey(question);
  }

  /// The name of an agent's question if it was asked already, and its answer not used yet.
  synchronized @Nullable String find(AgentId agent, TaskId task, PersonQuestion question) {
    return current
        .getOrDefault(agent, Map.of())
        .get(matter(task, question.why(), question.call(), question.text()));
  }

  /// What the next question is called.
  synchronized String next() {
    return "q" + (asked.size() + 1);
  }
}
