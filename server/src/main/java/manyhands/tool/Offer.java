package manyhands.tool;

import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import manyhands.agent.ExtraTool;
import manyhands.agent.ExtraTools;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What of a server's list agents are given: `tools` in the order of their names, and why others
/// are left out. The same list always gives the same, whatever its order.
record Offer(List<ExtraTool> tools, List<String> leftOut) {

  static final Offer NOTHING = new Offer(List.of(), List.of());

  /// Every provider takes names of so many of these characters.
  private static final int MAX_NAME = 64;

  /// A paragraph; what needs more is a manual.
  static final int MAX_DESCRIPTION = 1_000;

  /// Reasons that are told: whoever reads twenty has understood.
  private static final int MOST_REASONS = 20;

  private static final int HASH = 6;

  static Offer of(ServerSpec spec, List<McpSchema.Tool> listed) {
    List<ExtraTool> tools = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> found = new HashSet<>();
    int more = 0;
    List<McpSchema.Tool> sorted = new ArrayList<>(listed);
    sorted.removeIf(tool -> tool.name() == null || tool.name().isBlank());
    sorted.sort(Comparator.comparing(McpSchema.Tool::name));
    for (McpSchema.Tool tool : sorted) {
      boolean first = found.add(tool.name());
      if (spec.only() != null && !spec.only().contains(tool.name())) {
        continue;
      }
      if (tools.size() == McpTools.MOST_TOOLS) {
        more++;
        continue;
      }
      ObjectNode schema = JsonMapper.shared().createObjectNode();
      String fault = first ? ToolSchemas.fault(tool.inputSchema(), schema) : "it is listed twice";
      if (fault == null) {
        tools.add(tool(spec, tool, schema, names));
      } else if (leftOut.size() < MOST_REASONS) {
        leftOut.add(brief(tool.name()) + ": " + fault);
      }
    }
    if (more > 0) {
      leftOut.add(more + " more: an agent is given " + McpTools.MOST_TOOLS + " at most");
    }
    if (spec.only() != null) {
      spec.only().stream()
          .filter(name -> !found.contains(name))
          .sorted()
          .forEach(name -> leftOut.add(brief(name) + ": the server has no such tool"));
    }
    return new Offer(List.copyOf(tools), List.copyOf(leftOut));
  }

  private static ExtraTool tool(
      ServerSpec spec, McpSchema.Tool tool, ObjectNode schema, Set<String> names) {
    String name = name(spec.name(), tool.name(), false);
    if (!names.add(name)) {
      name = name(spec.name(), tool.name(), true);
      names.add(name);
    }
    String said = tool.description() == null ? "" : tool.description().strip();
    boolean bad = ExtraTools.readsLikeOrders(said + "\n" + schema);
    if (bad) {
      ToolSchemas.silence(schema);
    }
    String words = bad ? "(left out, for it reads like orders)" : cut(said);
    ToolSpec told = new ToolSpec(name, words(spec.name(), words), schema);
    return new ExtraTool(spec.name(), tool.name(), told, spec.approval().covers(tool.name()));
  }

  private static String words(String server, String said) {
    return "A tool of the server %s.%s"
        .formatted(server, said.isEmpty() ? "" : " It describes itself so: " + said);
  }

  private static String cut(String text) {
    int[] whole =
        text.codePoints()
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .limit(MAX_DESCRIPTION)
            .toArray();
    return new String(whole, 0, whole.length);
  }

  /// `SERVER__TOOL`, cut and told apart by a hash where that is needed.
  private static String name(String server, String tool, boolean taken) {
    String plain = server + ToolSpec.SEPARATOR + tool.replaceAll("[^a-zA-Z0-9_-]", "_");
    if (plain.length() <= MAX_NAME && !taken) {
      return plain;
    }
    int kept = Math.min(plain.length(), MAX_NAME - HASH - 1);
    return plain.substring(0, kept) + "_" + hash(tool);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }

  private static String brief(@Nullable String name) {
    String plain = String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
    return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "..." : plain;
  }
}
