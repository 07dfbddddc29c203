package manyhands.e2b;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import manyhands.Tree;
import manyhands.app.RealServer;
import manyhands.browser.NodeScript;
import manyhands.browser.NpmPackages;
import org.junit.jupiter.api.Test;

/// E2B's own client, unmodified, at real desktops of a real server.
final class OfficialClientTest {
  private static final Pattern EXCLUSION = Pattern.compile("(?m)^\\| `(\\S+)` +\\| \\S.{10,}\\|$");

  @Test
  void whatItCanBeAskedForIsDoneAndTheRestIsToldInTheDocumentation() throws IOException {
    try (RealServer server = new RealServer(Map.of());
        NodeScript client =
            NodeScript.start(
                NpmPackages.folder("e2b"),
                "node",
                "base.mjs",
                server.process().address().toString(),
                server.process().token())) {
      List<String> good = new ArrayList<>();
      List<String> bad = new ArrayList<>();
      String line = client.next();
      while (!line.startsWith("uncalled")) {
        (line.startsWith("ok ") ? good : bad).add(line);
        line = client.next();
      }
      assertThat(bad).isEmpty();
      assertThat(good).hasSizeGreaterThan(20);
      assertThat(Arrays.asList(line.split(" ")).stream().skip(1).sorted())
          .as("public methods that were not called, as docs/reference/e2b.md lists them")
          .isEqualTo(exclusions());
      client.next("end");
    }
  }

  private static List<String> exclusions() throws IOException {
    String page = Files.readString(Tree.ROOT.resolve("docs/reference/e2b.md"));
    String part = page.substring(page.indexOf("## Methods of `e2b` that do nothing here"));
    return EXCLUSION
        .matcher(part)
        .results()
        .map((MatchResult row) -> row.group(1))
        .sorted()
        .toList();
  }
}
