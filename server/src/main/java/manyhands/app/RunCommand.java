package manyhands.app;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.EventJson;
import manyhands.event.LogException;
import manyhands.session.Sessions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `manyhands run`: one job from the terminal. It is done by a server of this process's own, or by
/// the one that holds the data folder already; either is spoken to in the same way.
@Command(
    name = "run",
    description = "Do one job and end with a summary.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every task was completed",
      "1:some task failed, or was not done",
      "2:usage or environment",
      "130:stopped with Ctrl-C"
    })
final class RunCommand implements Callable<Integer> {
  private static final int STOPPED = 130;

  /// What the session says last may take so long; it never comes when the disk is full.
  private static final int LAST_WORDS = 20;

  private static final int LAST_WORDS_MILLIS = 100;

  /// Escapes all that is not ASCII: a line of JSON may be printed on a terminal as it is.
  private static final JsonMapper LINES =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Parameters(paramLabel = "PROMPT", description = "What is to be done.")
  private String prompt = "";

  @Option(names = "--agents", paramLabel = "N", description = "How many agents (default 2).")
  private int agents = 2;

  @Option(names = "--model", defaultValue = "", description = "PROVIDER or PROVIDER:MODEL.")
  private String model = "";

  @Option(names = "--desktop", defaultValue = "", description = "Kind of desktop.")
  private String desktop = "";

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "A file for every desktop's home folder; may be given several times.")
  private List<Path> files = List.of();

  @Option(
      names = "--max-dollars",
      paramLabel = "N",
      description = "What the job may cost; at that it stands still and asks.")
  private @Nullable BigDecimal dollars;

  @Option(
      names = "--secret",
      paramLabel = "NAME=@FILE|NAME=env:VAR",
      description = "A secret that agents have typed by its name and never see.")
  private List<String> secrets = List.of();

  @Option(
      names = "--totp",
      paramLabel = "NAME=@FILE|NAME=env:VAR",
      description = "The secret of an authenticator app, for one-time codes of that name.")
  private List<String> totps = List.of();

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  @Option(names = "--review", description = "Show the plan and wait for a yes before the work.")
  private boolean review;

  @Option(names = "--no-check", description = "Take what agents claim without checking it.")
  private boolean noCheck;

  @Option(names = "--json", description = "One JSON event a line, and nothing else.")
  private boolean json;

  private ObjectNode entrusted = LINES.createObjectNode();
  private final Settings settings;
  private volatile String session = "";
  private volatile boolean over;
  private final Interruption interruption = new Interruption();

  RunCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    checkPrompt();
    checkFiles();
    entrusted = new Entrusted(settings).read(secrets, totps);
    new Choices(settings).check(agents, model, desktop);
    Path folder = settings.dataFolder(data);
    interruption.hear();
    try (Wiring wiring = Wiring.open(settings, folder)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(wiring::close));
      new Setup(settings.terminal(), DebianPackages.of(settings.installation())).ensure();
      wiring.start("127.0.0.1", 0, false);
      sayWhoWaits(wiring.waiting());
      return job(new ServerClient(wiring.address(), wiring.token()), folder);
    } catch (Trouble e) {
      // What is being taken apart does not answer any more.
      if (interruption.hurried()) {
        return STOPPED;
      }
      throw e;
    } catch (LogException e) {
      if (e.code() != LogException.Code.LOCKED) {
        throw e;
      }
      return job(holder(folder), folder);
    }
  }

  private void sayWhoWaits(int sessions) {
    if (sessions > 0) {
      settings
          .terminal()
          .say(
              "%d %s whose server was killed: \"manyhands serve\" goes on with %s."
                  .formatted(
                      sessions,
                      sessions == 1 ? "session waits" : "sessions wait",
                      sessions == 1 ? "it" : "them"));
    }
  }

  private void checkPrompt() {
    if (prompt.isBlank()) {
      throw new Trouble("the prompt is empty: say in quotes what is to be done.");
    }
    if (prompt.length() > Sessions.MAX_PROMPT) {
      throw new Trouble(
          "the prompt is too long: %,d characters, at most %,d are taken."
              .formatted(prompt.length(), Sessions.MAX_PROMPT));
    }
  }

  private void checkFiles() {
    files = files.stream().map(file -> settings.here().resolve(file)).toList();
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new Trouble("there is no file " + file + " that can be read.");
      }
    }
  }

  /// The server that has the data folder.
  private ServerClient holder(Path folder) {
    ServerAddress server =
        ServerAddress.of(folder)
            .filter(ServerAddress::serving)
            .orElseThrow(() ->
                new Trouble(
                    "another \"manyhands run\" uses the data folder %s: wait for its end, choose another"
                            .formatted(folder)
                        + " with --data, or start \"manyhands serve\" to do several jobs at once."));
    settings.terminal().say("Handing the job to the server on port " + server.port() + ".");
    return new ServerClient(server, Secret.token(folder));
  }

  private int job(ServerClient server, Path folder) {
    try (server) {
      interruption.stopWith(() -> {
        settings.terminal().say("Stopping ...");
        stopUnlessOver(server);
      });
      session = server.open(request(), files);
      if (interruption.happened()) {
        stop(server);
      }
      Summary summary = new Summary(settings.terminal(), server, settings.here());
      Questions questions = questions(server);
      JobView view = new JobView(settings.terminal());
      server.follow(
          session,
          fact -> {
            show(fact, view, summary);
            questions.hear(EventJson.fromJson(fact));
          });
      over = true;
      JsonNode end = server.session(session);
      if (interruption.happened()) {
        settings
            .terminal()
            .say("Stopped: the desktops are gone, session " + session + " says stopped.");
        return STOPPED;
      }
      Map<String, Path> saved = summary.save(end, folder);
      if (!json) {
        summary.print(end, saved);
      }
      return end.path("status").asString().equals("completed") ? 0 : 1;
    }
  }

  /// Lines of JSON are read by programs, which answer with a command of their own.
  private Questions questions(ServerClient server) {
    String where = data.isEmpty() ? "" : "--data " + data + " ";
    return new Questions(
        settings.terminal(),
        !json,
        new Questions.Answers() {
          @Override
          public void approve(String approval, boolean allow) {
            server.approve(session, approval, allow);
          }

          @Override
          public void tell(String question, String text) {
            server.tell(session, question, text);
          }

          @Override
          public void goOn(@Nullable AgentId agent) {
            server.resume(session, agent == null ? null : agent.value());
          }

          @Override
          public void start() {
            server.start(session);
          }

          @Override
          public void stop() {
            server.stop(session);
          }
        },
        where + session,
        Thread.ofPlatform().daemon().name("manyhands-answers").factory());
  }

  /// The job may end, and with it the connection, while a signal is on its way.
  private void stopUnlessOver(ServerClient server) {
    try {
      stop(server);
      for (int i = 0; i < LAST_WORDS && !over; i++) {
        Thread.sleep(LAST_WORDS_MILLIS);
      }
      if (!over && !session.isEmpty()) {
        System.exit(STOPPED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Trouble e) {
      if (!over && !interruption.hurried()) {
        settings.terminal().say("manyhands: " + e.getMessage());
      }
    }
  }

  private void stop(ServerClient server) {
    if (!session.isEmpty()) {
      server.stop(session);
    }
  }

  private void show(JsonNode fact, JobView view, Summary summary) {
    if (json) {
      settings.terminal().line(LINES.writeValueAsString(fact));
      return;
    }
    Entry entry = EventJson.fromJson(fact);
    summary.count(entry);
    view.show(entry);
  }

  private ObjectNode request() {
    ObjectNode request = LINES.createObjectNode().put("prompt", prompt).put("agents", agents);
    if (!model.isEmpty()) {
      request.put("model", model);
    }
    if (!desktop.isEmpty()) {
      request.put("desktop", desktop);
    }
    if (dollars != null) {
      request.putObject("budget").putObject("session").put("dollars", dollars);
    }
    if (review) {
      request.put("review", true);
    }
    if (noCheck) {
      request.put("check", false);
    }
    if (!entrusted.isEmpty()) {
      request.set("secrets", entrusted);
    }
    return request;
  }
}
