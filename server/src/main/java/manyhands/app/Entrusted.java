package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Secrets as the command line names them: in a file or a variable, never as they are, since every
/// program of the machine can read the arguments of all others.
final class Entrusted {

  /// Far more than a secret may have.
  private static final long LONGEST_FILE = 65_536;

  private final Settings settings;

  Entrusted(Settings settings) {
    this.settings = settings;
  }

  /// The `secrets` of a request.
  ObjectNode read(List<String> values, List<String> totps) {
    ObjectNode all = JsonMapper.shared().createObjectNode();
    values.forEach(given -> put(all, "--secret", "value", given));
    totps.forEach(given -> put(all, "--totp", "totp", given));
    return all;
  }

  private void put(ObjectNode all, String option, String what, String given) {
    int equals = given.indexOf('=');
    String from = given.substring(equals + 1);
    if (equals < 1 || !(from.startsWith("@") || from.startsWith("env:"))) {
      // Not a word of what was given: it may be the secret.
      throw new Trouble(
          option
              + " takes NAME=@FILE or NAME=env:VARIABLE, never the secret itself: other programs can"
              + " read the command line.");
    }
    String name = given.substring(0, equals);
    if (!(all.get(name) instanceof ObjectNode one)) {
      all.putObject(name).put(what, from(from));
    } else if (one.has(what)) {
      throw new Trouble(option + " is given twice for " + name + ".");
    } else {
      one.put(what, from(from));
    }
  }

  private String from(String place) {
    if (place.startsWith("env:")) {
      String value = settings.variable(place.substring("env:".length()));
      if (value.isEmpty()) {
        throw new Trouble("the variable " + place.substring("env:".length()) + " is not set.");
      }
      return value;
    }
    Path file = settings.here().resolve(place.substring(1));
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
        throw new Trouble("there is no file " + file + " with a secret in it.");
      }
      // An editor ends a file with a line feed; it would press Return.
      return Files.readString(file).replaceFirst("\\r?\\n$", "");
    } catch (IOException e) {
      throw new Trouble("the file " + file + " cannot be read as text.", e);
    }
  }
}
