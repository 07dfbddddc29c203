package manyhands.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import manyhands.mcp.Relay;
import manyhands.mcp.Upstream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `manyhands mcp`: a program that starts this speaks the Model Context Protocol with it, a message
/// a line. Nothing else goes to standard output.
@Command(
    name = "mcp",
    description = "Speak MCP on standard input and output.",
    mixinStandardHelpOptions = true)
final class McpCommand implements Callable<Integer> {

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  private final Settings settings;

  McpCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = settings.dataFolder(data);
    PrintStream answers = System.out;
    // Whatever a library prints must not come between the messages.
    System.setOut(System.err);
    try (NearestServer server = new NearestServer(settings, folder);
        Upstream upstream = new Upstream(server)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
      new Relay(upstream, System.in, answers, Thread.ofVirtual().factory()).run();
    }
    return 0;
  }
}
