package manyhands.agent;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Tools that agents have beyond their own: those of other servers. Safe for use by many threads.
public interface ExtraTools {

  /// All of them as they are now, always in the same order. Waits for servers that are just
  /// starting, for a bounded time.
  List<ExtraTool> tools() throws InterruptedException;

  /// Carries one call out. An interrupt is told to the server, where that is possible, and thrown.
  ExtraAnswer call(ExtraTool tool, ObjectNode arguments, Duration atMost)
      throws InterruptedException;

  /// Whether words that are to stand in a tool's description read like orders to a model.
  static boolean readsLikeOrders(String words) {
    return Suspicion.in(words) != null;
  }

  /// There are none.
  ExtraTools NONE =
      new ExtraTools() {
        @Override
        public List<ExtraTool> tools() {
          return List.of();
        }

        @Override
        public ExtraAnswer call(ExtraTool tool, ObjectNode arguments, Duration atMost) {
          return new ExtraAnswer.NotDone("there is no such tool");
        }
      };
}
