package manyhands.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import manyhands.tool.ServerSpec;
import manyhands.tool.ServerSpec.Approval;
import tools.jackson.databind.JsonNode;

/// One entry of `mcpServers`. What cannot be meant is refused: a wrong word in a rule about
/// permission must not be passed over.
final class ToolServer {

  private static final Set<String> KNOWN =
      Set.of(
          "command",
          "args",
          "env",
          "cwd",
          "url",
          "headers",
          "type",
          "slug",
          "via",
          "disabled",
          "description",
          "approve",
          "timeout",
          "tools");

  /// What a program is given of our own environment: where things are, and nothing that is a key.
  private static final List<String> PASSED_ON =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "TERM",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "TMPDIR");

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  private static final Set<String> HEADERS_OF_OURS =
      Set.of(
          "host",
          "content-length",
          "connection",
          "upgrade",
          "expect",
          "transfer-encoding",
          "content-type",
          "accept",
          "mcp-session-id",
          "mcp-protocol-version");

  private final Settings settings;
  private final ServerEntry entry;

  /// What an entry comes to.
  sealed interface Read {}

  record Own(ServerSpec spec) implements Read {}

  record ByDedalus(String slugOrAddress) implements Read {}

  record Disabled() implements Read {}

  ToolServer(Settings settings, ServerEntry entry) {
    this.settings = settings;
    this.entry = entry;
  }

  Read read() {
    if (!entry.name().matches(ServerSpec.NAME)) {
      throw entry.trouble(
          "a server's name has 1 to 24 letters, digits, - and _ (not two together), since it"
              + " stands before the names of its tools");
    }
    entry.allow(KNOWN);
    if (entry.flag("disabled")) {
      return new Disabled();
    }
    List<String> places = Stream.of("command", "url", "slug").filter(entry::has).toList();
    if (places.size() != 1) {
      throw entry.trouble(
          "it needs one of `command` (a program), `url` (streamable HTTP) and `slug`");
    }
    boolean dedalus = entry.has("slug") || "dedalus".equals(entry.text("via"));
    return dedalus ? byDedalus() : new Own(own(places.getFirst()));
  }

  private ByDedalus byDedalus() {
    for (String key : List.of("approve", "tools", "timeout", "headers", "env", "args")) {
      if (entry.has(key)) {
        throw entry.trouble(
            "Dedalus runs its tools by itself, so `%s` cannot be kept; leave it out, or let agents"
                    .formatted(key)
                + " use the server's `url` themselves (without `via`)");
      }
    }
    if (entry.has("url")) {
      return new ByDedalus(address().toString().replace(",", "%2C"));
    }
    String slug = entry.expanded("slug", entry.text("slug"));
    if (!SLUG.matcher(slug).matches()) {
      throw entry.trouble("`slug` is ORGANISATION/NAME, as in dedalus-labs/brave-search");
    }
    return new ByDedalus(slug);
  }

  private ServerSpec own(String place) {
    String type = entry.text("type");
    boolean program = place.equals("command");
    if (entry.text("via") != null) {
      throw entry.trouble("`via` can be \"dedalus\", for a server at a `url`");
    }
    if ("sse".equals(type)) {
      throw entry.trouble(
          "the old SSE transport is not spoken; most such servers have another `url` for"
              + " streamable HTTP");
    }
    if (type != null
        && !(program ? Set.of("stdio") : Set.of("http", "streamable-http", "streamableHttp"))
            .contains(type)) {
      throw entry.trouble("`type` is stdio for a `command` and http for a `url`");
    }
    return new ServerSpec(
        entry.name(), program ? program() : http(), approval(), timeout(), entry.names("tools"));
  }

  private ServerSpec.Program program() {
    refuse("headers", "a `url`");
    Map<String, String> given = entry.texts("env");
    Map<String, String> variables = new HashMap<>();
    PASSED_ON.forEach(variable -> {
      String value = settings.variable(variable);
      if (!value.isEmpty()) {
        variables.put(variable, value);
      }
    });
    variables.putAll(given);
    List<String> command = new ArrayList<>();
    command.add(entry.expanded("command", entry.text("command")));
    List<String> args = entry.list("args");
    args.forEach(arg -> command.add(entry.expanded("args", arg)));
    if (command.getFirst().isBlank()
        || command.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
      throw entry.trouble("`command` is empty, or something in it holds a NUL character");
    }
    String folder = entry.has("cwd") ? entry.expanded("cwd", entry.text("cwd")) : "";
    return new ServerSpec.Program(
        List.copyOf(command),
        Map.copyOf(variables),
        settings.here().resolve(folder).normalize(),
        entry.keys());
  }

  private ServerSpec.Address http() {
    for (String key : List.of("args", "env", "cwd")) {
      refuse(key, "a `command`");
    }
    Map<String, String> headers = entry.texts("headers");
    headers.forEach((header, value) -> {
      if (!HEADER.matcher(header).matches()
          || HEADERS_OF_OURS.contains(header.toLowerCase(Locale.ROOT))
          || value.chars().anyMatch(Character::isISOControl)) {
        throw entry.trouble("the header \"%s\" cannot be sent".formatted(Clean.line(header, 60)));
      }
    });
    return new ServerSpec.Address(address(), headers, entry.keys());
  }

  private URI address() {
    refuse("slug", "Dedalus");
    try {
      return ToolServers.address(entry.expanded("url", entry.text("url")));
    } catch (URISyntaxException _) {
      throw entry.trouble(
          "`url` is an address such as https://mcp.example.com/mcp; keys go into `headers`");
    }
  }

  private void refuse(String key, String whose) {
    if (entry.has(key)) {
      throw entry.trouble("`" + key + "` is for " + whose);
    }
  }

  private Approval approval() {
    JsonNode approve = entry.get("approve");
    if (approve.isMissingNode() || approve.stringValue("").equals("always")) {
      return new Approval.Always();
    }
    if (approve.stringValue("").equals("never")) {
      return new Approval.Never();
    }
    Set<String> tools = approve.isArray() ? entry.names("approve") : null;
    if (tools == null) {
      throw entry.trouble(
          "`approve` is \"always\", \"never\" or a list of tools that need permission");
    }
    return new Approval.Of(tools);
  }

  private Duration timeout() {
    if (!entry.has("timeout")) {
      return ServerSpec.USUAL_TIMEOUT;
    }
    long most = ServerSpec.LONGEST_TIMEOUT.toSeconds();
    JsonNode timeout = entry.get("timeout");
    if (!timeout.canConvertToExactIntegral() || timeout.asLong(0) < 1 || timeout.asLong(0) > most) {
      throw entry.trouble("`timeout` is a whole number of seconds from 1 to " + most);
    }
    return Duration.ofSeconds(timeout.asLong());
  }
}
