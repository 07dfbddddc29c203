package manyhands.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import manyhands.agent.ExtraAnswer;
import manyhands.agent.ExtraTool;
import manyhands.agent.ExtraTools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tools of all configured servers.
public final class McpTools implements ExtraTools, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

  /// OpenAI takes 128 functions in a request, and an agent has about twenty of its own.
  public static final int MOST_TOOLS = 100;

  /// Names, descriptions and schemas together: some 40,000 tokens, which a model reads with each
  /// step, though cached.
  static final int MAX_CHARACTERS = 160_000;

  /// Servers that are just starting are waited for so long after our own start: most take a second
  /// or two, and the work begins without those that hang.
  private static final Duration TO_START = Duration.ofSeconds(10);

  private final List<Server> servers;
  private volatile long startedNanos;
  private volatile int leftOut;

  public McpTools(List<ServerSpec> specs, ThreadFactory threads, String version) {
    this.servers =
        specs.stream()
            .sorted(Comparator.comparing(ServerSpec::name))
            .map(spec -> new Server(spec, threads, version))
            .toList();
  }

  /// Begins to connect, and returns at once.
  public void start() {
    startedNanos = System.nanoTime();
    servers.forEach(Server::start);
  }

  @Override
  public List<ExtraTool> tools() throws InterruptedException {
    List<ExtraTool> all = new ArrayList<>();
    long until = startedNanos + TO_START.toNanos();
    int characters = 0;
    int left = 0;
    for (Server server : servers) {
      for (ExtraTool tool : server.tools(until)) {
        int more = characters(tool);
        if (all.size() < MOST_TOOLS && characters + more <= MAX_CHARACTERS) {
          all.add(tool);
          characters += more;
        } else {
          left++;
        }
      }
    }
    if (left > 0 && left != leftOut) {
      LOG.warn(
          "{} tools are left out: agents are given {} at most. Name those that are needed in"
              + " `tools` of their servers",
          left,
          MOST_TOOLS);
    }
    leftOut = left;
    return List.copyOf(all);
  }

  private static int characters(ExtraTool tool) {
    return tool.name().length()
        + tool.spec().description().length()
        + tool.spec().schema().toString().length();
  }

  @Override
  public ExtraAnswer call(ExtraTool tool, ObjectNode arguments, Duration atMost)
      throws InterruptedException {
    for (Server server : servers) {
      if (server.name().equals(tool.server())) {
        return server.call(tool, arguments, atMost);
      }
    }
    return new ExtraAnswer.NotDone("there is no server " + tool.server() + " any more");
  }

  /// How a server is: so many tools it offers, and what is wrong with it, empty when nothing is.
  public record State(String name, int tools, String trouble) {}

  public List<State> states() {
    return servers.stream().map(Server::state).toList();
  }

  /// All at once: what hangs keeps none of the others.
  @Override
  public void close() {
    servers.forEach(Server::interrupt);
    servers.forEach(Server::close);
  }
}
