package manyhands.mcp;

import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import org.jspecify.annotations.Nullable;

/// Tells a client how far its call has come, when it has asked for that. Progress that a client
/// gets always grows, as the protocol wants it.
final class Told implements Tool.Progress {

  private final McpSyncServerExchange exchange;
  private final @Nullable Object token;
  private double last = -1;

  Told(McpSyncServerExchange exchange, @Nullable Object token) {
    this.exchange = exchange;
    this.token = token;
  }

  @Override
  public void say(long done, long of, String words) {
    if (token == null) {
      return;
    }
    // Several words about the same number of tasks: a small step each, never up to the next.
    last = done > last ? done : last + (done + 1 - last) / 100;
    exchange.progressNotification(
        ProgressNotification.builder(token, last).total((double) of).message(words).build());
  }
}
