package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import manyhands.Tree;
import manyhands.desktop.Capability;
import manyhands.desktop.DesktopProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DesktopsPageTest {

  @Test
  void thePageSaysWhatEachKindCanDo(@TempDir Path folder) throws Exception {
    Settings settings =
        new Settings(Map.of(), folder, Tree.ROOT, Terminal.standard(Map.of()), new RealDesktops());
    ThreadFactory threads = Thread.ofVirtual().factory();
    List<DesktopProvider> kinds = new ArrayList<>();
    kinds.add(settings.desktops().provider(Place.of(settings, folder), threads));
    kinds.addAll(settings.desktops().others(settings, folder, threads));
    assertThat(kinds).extracting(DesktopProvider::name).isEqualTo(Choices.DESKTOPS);

    List<String> rows =
        new ArrayList<>(List.of("| what | " + String.join(" | ", Choices.DESKTOPS) + " |"));
    for (Capability each : Capability.values()) {
      StringBuilder row = new StringBuilder("| " + each.words() + " |");
      kinds.forEach(kind -> row.append(kind.capabilities().contains(each) ? " yes |" : " no |"));
      rows.add(row.toString());
    }
    assertThat(Files.readAllLines(Tree.ROOT.resolve("docs/reference/desktops.md")))
        .containsSubsequence(rows);
  }
}
