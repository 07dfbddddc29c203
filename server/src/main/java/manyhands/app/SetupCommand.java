package manyhands.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `manyhands setup`
@Command(
    name = "setup",
    description = "Install what desktops on this machine need (run and serve do it by themselves).",
    mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
  private final Settings settings;

  SetupCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    new Setup(settings.terminal(), DebianPackages.of(settings.installation())).ensure();
    return 0;
  }
}
