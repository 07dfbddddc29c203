package manyhands.api;

import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.secret.GivenSecret;
import org.jspecify.annotations.Nullable;

/// Secrets in a request: `{"github": "value"}` or `{"github": {"value": "...", "totp": "..."}}`.
final class SecretFields {

  private SecretFields() {}

  static Map<String, GivenSecret> read(@Nullable Fields all) {
    Map<String, GivenSecret> secrets = new LinkedHashMap<>();
    if (all != null) {
      for (String name : all.object().propertyNames()) {
        secrets.put(name, one(all, name));
      }
    }
    return secrets;
  }

  private static GivenSecret one(Fields all, String name) {
    if (all.object().path(name).isString()) {
      return new GivenSecret(all.text(name), null);
    }
    if (!all.object().path(name).isObject()) {
      // Without the name: it may be the secret, in the wrong place.
      throw Refusal.badField(
          "secrets", "must hold, for each name, a string (a number in quotes) or value and totp.");
    }
    Fields one = all.nested(name);
    if (one == null) {
      throw Refusal.badField("secrets", "must hold something for each name.");
    }
    Fields known = one.only("value", "totp");
    return new GivenSecret(known.text("value"), known.text("totp"));
  }
}
