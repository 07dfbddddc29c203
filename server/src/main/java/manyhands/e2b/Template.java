package manyhands.e2b;

import java.util.List;
import java.util.Map;
import manyhands.envd.ConnectCode;

/// What a sandbox can be made from. The machine is the same; in a desktop, programs find those
/// first that E2B's desktop SDK starts by name: `image/e2b` has them.
///
/// @param variables what every program finds that is started in it
record Template(String label, Map<String, String> variables) {

  static final Template BASE = new Template("base", Map.of());

  static final Template DESKTOP =
      new Template(
          "desktop",
          Map.of(
              "PATH",
              "/opt/manyhands/e2b/bin:/opt/manyhands/bin:/usr/local/bin:/usr/bin:/bin:/usr/games",
              "XDG_DATA_DIRS",
              "/opt/manyhands/e2b/share:/opt/manyhands/share:/usr/local/share:/usr/share"));

  /// By its name, which may have a team's in front of it and a tag behind.
  static Template of(String asked) {
    String name = asked.replaceFirst("^.*/", "").replaceFirst(":.*$", "");
    return List.of(BASE, DESKTOP).stream()
        .filter(template -> template.label.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new EnvdFault(ConnectCode.NOT_FOUND, "template '" + asked + "' not found"));
  }
}
