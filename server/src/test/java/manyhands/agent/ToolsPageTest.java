package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.model.Computer;
import manyhands.model.ToolSpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Holds `docs/reference/tools.md` to what models are told.
final class ToolsPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `\\w+` \\| .* \\|$");

  @Test
  void everyToolIsThereWithItsArgumentsInItsOwnWords() throws IOException {
    String page = Files.readString(Tree.ROOT.resolve("docs/reference/tools.md"));
    List<String> rows = ROW.matcher(page).results().map(row -> row.group()).toList();
    List<String> told =
        Instructions.tools(Computer.FUNCTIONS).stream().map(ToolsPageTest::row).toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(told);
  }

  private static String row(ToolSpec tool) {
    List<String> required =
        tool.schema().path("required").valueStream().map(JsonNode::asString).toList();
    String arguments =
        tool.schema()
            .path("properties")
            .propertyStream()
            .map(it -> "`" + it.getKey() + (required.contains(it.getKey()) ? "`" : "?`"))
            .collect(Collectors.joining(" "));
    return Stream.of("`" + tool.name() + "`", arguments, tool.description())
        .collect(Collectors.joining(" | ", "| ", " |"))
        .replace("|  |", "| |");
  }
}
