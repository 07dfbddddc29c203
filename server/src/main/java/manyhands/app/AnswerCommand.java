package manyhands.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `manyhands answer`: a person's words to an agent that waits for them, given to the server that
/// holds the data folder.
@Command(
    name = "answer",
    description = "Tell an agent what it asks.",
    mixinStandardHelpOptions = true)
final class AnswerCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  @Parameters(index = "1", paramLabel = "QUESTION", description = "What is asked, such as q1.")
  private String question = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = "The answer; after -- also one that begins with a dash.")
  private List<String> text = List.of();

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  private final Settings settings;

  AnswerCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    try (ServerClient client = ServerClient.at(settings.dataFolder(data))) {
      client.tell(ServerClient.sessionId(session), question, String.join(" ", text));
    }
    settings.terminal().line("Told: " + Clean.line(question, 60) + ".");
    return 0;
  }
}
