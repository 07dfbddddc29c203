package manyhands.app;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import manyhands.tool.ServerSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The MCP servers whose tools agents are given: `own` are spoken with by us, `dedalus` by Dedalus,
/// when that is the model. From the file that `MANYHANDS_MCP_SERVERS` names, else `mcp.json` in the
/// data folder, else none.
record ToolServers(List<ServerSpec> own, List<String> dedalus) {

  static final String VARIABLE = "MANYHANDS_MCP_SERVERS";

  /// More servers have more tools than an agent can be given.
  private static final int MOST = 32;

  /// A configuration that people can read has a few hundred lines.
  private static final long MAX_BYTES = 1 << 20;

  private static final JsonMapper READER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /// Fails with what is wrong in the file, and where.
  static ToolServers read(Settings settings, Path dataFolder) {
    String named = settings.variable(VARIABLE);
    Path file = named.isEmpty() ? dataFolder.resolve("mcp.json") : settings.here().resolve(named);
    if (named.isEmpty() && !Files.exists(file)) {
      return new ToolServers(List.of(), List.of());
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Trouble(file + " is larger than 1 MB: no list of MCP servers is.");
      }
      return parse(settings, file, READER.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new Trouble(
          file
              + " cannot be read"
              + (named.isEmpty()
                  ? "."
                  : ": it is named by " + VARIABLE + ", make it or unset that."),
          e);
    } catch (JacksonException e) {
      var where = e.getLocation();
      throw new Trouble(
          "%s is no JSON (line %d, column %d): %s."
              .formatted(
                  file,
                  where == null ? 0 : where.getLineNr(),
                  where == null ? 0 : where.getColumnNr(),
                  "it should look like {\"mcpServers\": {\"NAME\": {\"command\": ...}}}"),
          e);
    }
  }

  /// The settings with the servers that Dedalus is told of.
  Settings addTo(Settings settings) {
    if (dedalus.isEmpty()) {
      return settings;
    }
    String others = settings.variable(OpenAiModels.MCP_SERVERS);
    String all =
        Stream.concat(dedalus.stream(), Stream.of(others))
            .filter(server -> !server.isEmpty())
            .collect(Collectors.joining(","));
    return settings.with(OpenAiModels.MCP_SERVERS, all);
  }

  private static ToolServers parse(Settings settings, Path file, JsonNode json) {
    if (!(json.path("mcpServers") instanceof ObjectNode servers)) {
      throw new Trouble(
          file + " has no object `mcpServers`: {\"mcpServers\": {\"NAME\": {\"command\": ...}}}.");
    }
    if (servers.size() > MOST) {
      throw new Trouble(file + " names more than " + MOST + " servers: leave some out.");
    }
    List<ServerSpec> own = new ArrayList<>();
    List<String> dedalus = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    servers
        .properties()
        .forEach(entry -> {
          String name = entry.getKey();
          ServerEntry server = new ServerEntry(settings, file, name, entry.getValue());
          if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw server.trouble("there is another of that name");
          }
          switch (new ToolServer(settings, server).read()) {
            case ToolServer.Own it -> own.add(it.spec());
            case ToolServer.ByDedalus it -> dedalus.add(it.slugOrAddress());
            case ToolServer.Disabled _ -> {}
          }
        });
    return new ToolServers(List.copyOf(own), List.copyOf(dedalus));
  }

  /// An address that can be spoken with.
  static URI address(String text) throws URISyntaxException {
    URI uri = new URI(text);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || !(scheme.equals("http") || scheme.equals("https"))
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      throw new URISyntaxException(text, "no address");
    }
    return uri;
  }
}
