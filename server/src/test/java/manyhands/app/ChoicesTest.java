package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.api.MachineReport;
import manyhands.desktop.DesktopSpec.Network;
import org.junit.jupiter.api.Test;

final class ChoicesTest {

  @Test
  void desktopsReachTheInternetUnlessToldOtherwise() {
    assertThat(choices(Map.of()).network()).isEqualTo(Network.INTERNET);
    assertThat(choices(Map.of("MANYHANDS_NETWORK", "none")).network()).isEqualTo(Network.NONE);
    assertThatThrownBy(() -> choices(Map.of("MANYHANDS_NETWORK", "all")))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("internet or none");
  }

  @Test
  void theMostAgentsAreConfigured() {
    assertThat(choices(Map.of("MANYHANDS_MAX_AGENTS", "9")).limits().agents()).isEqualTo(9);
    assertThatThrownBy(() -> choices(Map.of("MANYHANDS_MAX_AGENTS", "many")))
        .isInstanceOf(Trouble.class);
    assertThatThrownBy(() -> choices(Map.of()).check(5, "", ""))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("from 1 to 4");
  }

  @Test
  void theReportSaysWhichKeysAreThereAndNeverWhatTheyAre() {
    var report = choices(Map.of("OPENAI_API_KEY", "sk-canary")).report(List.of());
    assertThat(report.keys())
        .contains(
            new MachineReport.Key("OPENAI_API_KEY", true),
            new MachineReport.Key("ANTHROPIC_API_KEY", false));
    assertThat(report.toString()).doesNotContain("canary");
  }

  @Test
  void theReportSaysHowLongPeopleAreWaitedForAndOfWhichDayThePricesAre() {
    var rules = choices(Map.of("MANYHANDS_WAIT", "2h")).report(List.of()).rules();
    assertThat(rules.waits()).hasHours(2);
    assertThat(rules.prices()).isEqualTo(Prices.DATE);
  }

  private static Choices choices(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    Path here = Path.of("").toAbsolutePath();
    return new Choices(new Settings(all, here, here, Terminal.standard(all), new RealDesktops()));
  }
}
