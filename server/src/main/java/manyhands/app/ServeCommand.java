package manyhands.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import manyhands.event.LogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `manyhands serve`
@Command(
    name = "serve",
    description = "Serve REST until it is told to end.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /// Ten seconds are promised, and what starts services often waits no longer.
  private static final Duration END_WITHIN = Duration.ofSeconds(8);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--port", defaultValue = "8080", description = "Port (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}: this machine alone).")
  private String host = "";

  @Option(names = "--data", defaultValue = "", description = "Data folder.", paramLabel = "DIR")
  private String data = "";

  @Option(
      names = "--warm",
      defaultValue = "",
      paramLabel = "N",
      description = "Desktops kept ready (default MANYHANDS_WARM, or none).")
  private String warm = "";

  @Option(
      names = "--e2b-domain",
      defaultValue = "",
      paramLabel = "DOMAIN[:PORT]",
      description = "Serve sandboxes' ports as https://PORT-ID.DOMAIN (or MANYHANDS_E2B_DOMAIN).")
  private String domain = "";

  @Option(
      names = "--e2b-certificate",
      defaultValue = "",
      paramLabel = "FILE",
      description = "Certificate for *.DOMAIN in PEM (or MANYHANDS_E2B_CERTIFICATE).")
  private String certificate = "";

  @Option(
      names = "--e2b-key",
      defaultValue = "",
      paramLabel = "FILE",
      description = "Its private key in PEM (or MANYHANDS_E2B_KEY).")
  private String key = "";

  @Option(
      names = "--e2b-port",
      defaultValue = "",
      paramLabel = "PORT",
      description = "Port for those names (default the domain's, or 443).")
  private String namesPort = "";

  private Settings settings;

  ServeCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > LAST_PORT) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--port is a number from 0 to " + LAST_PORT + ", not " + port + ".");
    }
    set("MANYHANDS_WARM", warm);
    set(SandboxNames.DOMAIN, domain);
    set(SandboxNames.CERTIFICATE, certificate);
    set(SandboxNames.KEY, key);
    set(SandboxNames.PORT, namesPort);
    var _ = new Choices(settings);
    Path folder = settings.dataFolder(data);
    CountDownLatch ended = new CountDownLatch(1);
    Signals.on(() -> end(ended), "TERM", "INT", "HUP");
    try (Wiring wiring = Wiring.open(settings, folder)) {
      new Setup(settings.terminal(), DebianPackages.of(settings.installation())).ensure();
      wiring.start(host, port, true);
      warnAboutExposure();
      settings
          .terminal()
          .line("Manyhands is listening on " + wiring.address().uri("/?token=" + wiring.token()));
      ended.await();
    } catch (LogException e) {
      throw refused(e, folder);
    }
    return 0;
  }

  private void set(String variable, String option) {
    if (!option.isEmpty()) {
      settings = settings.with(variable, option);
    }
  }

  /// Whatever hangs, the end comes in time: the log knows everything that the next start needs. Who
  /// asks twice does not want to wait even that long.
  private static void end(CountDownLatch ended) {
    if (ended.getCount() == 0) {
      Runtime.getRuntime().halt(0);
    }
    ended.countDown();
    Thread.ofPlatform()
        .daemon()
        .name("manyhands-end")
        .start(() -> {
          try {
            Thread.sleep(END_WITHIN);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          LOG.warn("the server takes longer than {} to end: it is ended as it is", END_WITHIN);
          Runtime.getRuntime().halt(0);
        });
  }

  private void warnAboutExposure() {
    if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("::1")) {
      settings
          .terminal()
          .say(
              "Careful: every machine that reaches "
                  + Clean.line(host, 80)
                  + " can try the token, and it travels there in plain HTTP.");
    }
  }

  private static RuntimeException refused(LogException e, Path folder) {
    if (e.code() != LogException.Code.LOCKED) {
      return e;
    }
    String where =
        ServerAddress.of(folder)
            .map(server -> " (process " + server.pid() + ", port " + server.port() + ")")
            .orElse("");
    return new Trouble(
        "another Manyhands%s holds the data folder %s: use that one, or choose another with --data."
            .formatted(where, folder),
        e);
  }
}
