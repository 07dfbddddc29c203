package manyhands.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.event.TaskId;

/// Reasoning while a model produces it, from the agents to those who watch at this moment.
///
/// The one thing that does not go through the log: nothing here is stored, ordered with the facts
/// or kept for anybody who is late. The whole reasoning follows as a fact and supersedes it. Safe
/// for use by many threads.
public final class LiveThinking {

  private final Map<SessionId, List<Listener>> listeners = new ConcurrentHashMap<>();

  /// A piece of an agent's reasoning, to be joined to the pieces before it.
  public record Piece(SessionId session, AgentId agent, TaskId task, String text) {}

  /// Hears pieces on the thread that reads the model's reply: it must return at once.
  @FunctionalInterface
  public interface Listener {
    void heard(Piece piece);
  }

  /// Hands a piece to everybody who listens.
  public void say(Piece piece) {
    for (Listener listener : listeners.getOrDefault(piece.session(), List.of())) {
      listener.heard(piece);
    }
  }

  public void listen(SessionId session, Listener listener) {
    listeners.compute(
        session,
        (_, those) -> {
          List<Listener> all = those == null ? new CopyOnWriteArrayList<>() : those;
          all.add(listener);
          return all;
        });
  }

  public void leave(SessionId session, Listener listener) {
    listeners.computeIfPresent(
        session,
        (_, those) -> {
          those.remove(listener);
          return those.isEmpty() ? null : those;
        });
  }
}
