package manyhands.e2b;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;

/// What somebody who wants a sandbox says of it. What this server cannot do is refused: who asks
/// for a rule must not believe that it holds.
final class SandboxOrder {

  /// As E2B's own, when nothing is said.
  static final Duration USUAL = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofHours(24);

  /// Every address, as E2B's clients write it.
  private static final List<String> ALL = List.of("0.0.0.0/0");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Goes into a header. `${PORT}` stands for the port that a request is for.
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9.-]|\\$\\{PORT}){1,253}(?::(?:[0-9]{1,5}|\\$\\{PORT}))?");

  private static final List<String> NOT_HERE = List.of("mcp", "iam", "volumeMounts");

  private static final List<String> NO_RULES =
      List.of("allowOut", "rules", "egressProxy", "httpsPorts");

  private SandboxOrder() {}

  static Sandboxes.Wanted of(Fields body) {
    Template template = Template.of(body.text("templateID"));
    NOT_HERE.forEach(name -> refuseIfThere(body, name, name));
    Fields network = body.message("network");
    NO_RULES.forEach(name -> refuseIfThere(network, name, "network." + name));
    List<String> denied = network.texts("denyOut");
    if (!denied.isEmpty() && !denied.equals(ALL)) {
      throw cannot("network.denyOut of some addresses (0.0.0.0/0, which is all, can be denied)");
    }
    if (!body.flag("autoPauseMemory", true)) {
      throw cannot("autoPauseMemory false");
    }
    Map<String, String> variables = new LinkedHashMap<>(template.variables());
    Map<String, String> own = body.map("envVars");
    own.keySet().forEach(SandboxOrder::check);
    variables.putAll(own);
    variables.put("E2B_SANDBOX", "true");
    variables.put("E2B_TEMPLATE_ID", template.label());
    return new Sandboxes.Wanted(
        template.label(),
        body.has("timeout") ? time(body, "timeout") : USUAL,
        new SandboxNote.AtEnd(
            body.flag("autoPause", false), body.message("autoResume").flag("enabled", false)),
        new Sandboxes.Ways(
            network.flag("allowPublicTraffic", true),
            host(network),
            !body.flag("allowInternetAccess", true) || denied.equals(ALL)),
        body.map("metadata"),
        variables);
  }

  private static @Nullable String host(Fields network) {
    if (!network.hasSome("maskRequestHost")) {
      return null;
    }
    String host = network.text("maskRequestHost");
    if (!HOST.matcher(host).matches()) {
      throw new EnvdFault(
          ConnectCode.INVALID_ARGUMENT,
          "network.maskRequestHost: a name with at most a port, such as localhost:${PORT}: "
              + host);
    }
    return host;
  }

  private static void check(String variable) {
    if (!VARIABLE.matcher(variable).matches()) {
      throw new EnvdFault(
          ConnectCode.INVALID_ARGUMENT, "envVars: a name is letters, digits and _: " + variable);
    }
  }

  private static void refuseIfThere(Fields fields, String name, String called) {
    if (fields.hasSome(name)) {
      throw cannot(called);
    }
  }

  static EnvdFault cannot(String what) {
    return new EnvdFault(
        ConnectCode.UNIMPLEMENTED, "this server does not do " + what + ": leave it out");
  }

  static Duration time(Fields body, String name) {
    Duration time = Duration.ofSeconds(body.number(name));
    if (!time.isPositive()) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "Timeout must be greater than 0");
    }
    if (time.compareTo(LONGEST) > 0) {
      throw new EnvdFault(
          ConnectCode.INVALID_ARGUMENT,
          "Timeout cannot be greater than " + LONGEST.toHours() + " hours");
    }
    return time;
  }
}
