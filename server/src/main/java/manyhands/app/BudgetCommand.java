package manyhands.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `manyhands budget`: lets a session, or one of its tasks, use more than its budget, at the server
/// that holds the data folder.
@Command(
    name = "budget",
    description = "Raise the budget of a session or of a task; what stands still goes on.",
    mixinStandardHelpOptions = true)
final class BudgetCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  @Option(names = "--task", description = "A task, such as t1; the whole session without one.")
  private @Nullable String task;

  @Option(names = "--dollars", paramLabel = "N", description = "So many dollars more.")
  private @Nullable BigDecimal dollars;

  @Option(names = "--tokens", paramLabel = "N", description = "So many tokens more.")
  private @Nullable Long tokens;

  @Option(names = "--steps", paramLabel = "N", description = "So many steps more.")
  private @Nullable Integer steps;

  @Option(names = "--minutes", paramLabel = "N", description = "So many minutes more.")
  private @Nullable Integer minutes;

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  private final Settings settings;

  BudgetCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    ObjectNode more = JsonMapper.shared().createObjectNode();
    if (dollars != null) {
      more.put("dollars", dollars);
    }
    if (tokens != null) {
      more.put("tokens", tokens);
    }
    if (steps != null) {
      more.put("steps", steps);
    }
    if (minutes != null) {
      more.put("time", Duration.ofMinutes(minutes).toString());
    }
    if (more.isEmpty()) {
      throw new Trouble("say how much more: --dollars, --tokens, --steps or --minutes.");
    }
    if (task != null) {
      more.put("task", task);
    }
    try (ServerClient client = ServerClient.at(settings.dataFolder(data))) {
      client.raise(ServerClient.sessionId(session), more);
    }
    settings.terminal().line("Raised.");
    return 0;
  }
}
