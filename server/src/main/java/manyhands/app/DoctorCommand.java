package manyhands.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import manyhands.app.Terminal.Paint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `manyhands doctor`
@Command(
    name = "doctor",
    description = "Say what this machine has and lacks, and the command that mends each.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  @Option(names = "--port", defaultValue = "8080", description = "Port (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  private final Settings settings;

  DoctorCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    Path folder = settings.dataFolder(data);
    List<Finding> findings = new Doctor(settings, folder, port).examine();
    Terminal terminal = settings.terminal();
    if (json) {
      terminal.line(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(findings));
    } else {
      findings.forEach(finding -> print(terminal, finding));
    }
    return findings.stream().allMatch(Finding::works) ? 0 : 1;
  }

  private static void print(Terminal terminal, Finding finding) {
    String mark =
        finding.works() ? terminal.paint(Paint.GREEN, "✓") : terminal.paint(Paint.RED, "✗");
    terminal.line("%s %-16s %s".formatted(mark, finding.part(), Clean.line(finding.words(), 300)));
    if (!finding.remedy().isEmpty()) {
      terminal.line(" ".repeat(19) + terminal.paint(Paint.BOLD, finding.remedy()));
    }
  }
}
