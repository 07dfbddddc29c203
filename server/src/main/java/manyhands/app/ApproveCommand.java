package manyhands.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `manyhands approve`: a person's answer to what a session waits for, given to the server that
/// holds the data folder.
@Command(
    name = "approve",
    description = "Allow what an agent asks for, or begin the work on a plan; or not.",
    mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "APPROVAL",
      defaultValue = "",
      description = "What is asked, such as p1; none for the plan, or for the only question.")
  private String approval = "";

  @Option(names = "--no", description = "Do not allow it; for a plan: stop the session.")
  private boolean no;

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  private final Settings settings;

  ApproveCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    try (ServerClient client = ServerClient.at(settings.dataFolder(data))) {
      JsonNode view = client.session(ServerClient.sessionId(session));
      settings.terminal().line(answer(client, view));
    }
    return 0;
  }

  private String answer(ServerClient client, JsonNode view) {
    if (approval.isEmpty() && view.path("status").asString().equals("review")) {
      if (no) {
        client.stop(session);
        return "Stopped: the plan of " + session + " is not worked on.";
      }
      client.start(session);
      return "Started: " + session + " works on its plan.";
    }
    String which = approval.isEmpty() ? only(view.path("approvals")) : approval;
    client.approve(session, which, !no);
    return (no ? "Not allowed: " : "Allowed: ") + Clean.line(which, 60) + ".";
  }

  private String only(JsonNode approvals) {
    if (approvals.size() != 1) {
      throw new Trouble(
          approvals.isEmpty()
              ? "the session " + session + " waits for no answer."
              : "the session %s asks %d things: say which, one of %s."
                  .formatted(session, approvals.size(), names(approvals)));
    }
    return approvals.get(0).path("id").asString();
  }

  private static String names(JsonNode approvals) {
    return String.join(
        ", ", approvals.valueStream().map(each -> each.path("id").asString()).toList());
  }
}
