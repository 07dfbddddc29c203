package manyhands.secret;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import manyhands.secret.SecretException.Code;
import org.jspecify.annotations.Nullable;

/// The secrets of one session. Safe for use by many threads.
public final class Secrets {

  public static final Secrets NONE = new Secrets(Map.of(), Map.of());

  /// More are a password store's job.
  public static final int MOST = 20;

  /// Shorter values could not be kept out of what comes back: they are found in everything.
  public static final int SHORTEST = 4;

  /// A private key, or a long token; longer is typed for minutes.
  public static final int LONGEST = 4_096;

  /// Names that can be written in a prompt, a file's name and a shell.
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

  /// Codes that were typed lately; each is good for a minute or so.
  private static final int CODES = 8;

  private final Map<String, GivenSecret> given;
  private final Map<String, Totp> clocks;
  private final Deque<Typed> typed = new ArrayDeque<>();
  private volatile Mask mask;

  private record Typed(String code, String name) {}

  private Secrets(Map<String, GivenSecret> given, Map<String, Totp> clocks) {
    this.given = given;
    this.clocks = clocks;
    this.mask = making().mask();
  }

  /// Checks what a person gives. Fails with `BAD_SECRET`.
  public static Secrets of(Map<String, GivenSecret> given) {
    if (given.isEmpty()) {
      return NONE;
    }
    if (given.size() > MOST) {
      throw bad("a session has at most %d secrets, not %d".formatted(MOST, given.size()));
    }
    Map<String, Totp> clocks = new TreeMap<>();
    given.forEach((name, secret) -> {
      check(name, secret);
      if (secret.totp() != null) {
        try {
          clocks.put(name, Totp.parse(secret.totp()));
        } catch (SecretException e) {
          throw bad("the totp of the secret \"%s\": %s".formatted(name, e.getMessage()));
        }
      }
    });
    return new Secrets(new TreeMap<>(given), clocks);
  }

  private static void check(String name, GivenSecret secret) {
    if (!name.matches(NAME)) {
      // What looks like no name may be the value, in the wrong place.
      throw bad(
          "a secret's name has 1 to 64 letters (A to Z), digits, dots, hyphens and"
              + " underscores, and one of those given has not");
    }
    String value = secret.value();
    if (value == null && secret.totp() == null) {
      throw bad("the secret \"%s\" has neither a value nor a totp".formatted(name));
    }
    if (value == null) {
      return;
    }
    if (value.length() < SHORTEST || value.length() > LONGEST) {
      throw bad(
          "the secret \"%s\" has %,d characters; it can have %d to %,d: what is shorter cannot be kept out of what comes back"
              .formatted(name, value.length(), SHORTEST, LONGEST));
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        || !value.equals(
            new String(
                value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8))) {
      throw bad("the secret \"%s\" has characters that no keyboard types".formatted(name));
    }
  }

  public boolean isEmpty() {
    return given.isEmpty();
  }

  public List<String> names() {
    return List.copyOf(given.keySet());
  }

  /// What there is of each, for those who may know of it: `github (value, code)`.
  public List<String> words() {
    List<String> words = new ArrayList<>();
    given.forEach((name, secret) ->
        words.add(
            name
                + (secret.value() == null
                    ? " (code)"
                    : secret.totp() == null ? " (value)" : " (value, code)")));
    return words;
  }

  /// What a person gave, for those who keep it.
  Map<String, GivenSecret> given() {
    return given;
  }

  /// The value, or the code of that moment when it is given; to be typed at once and kept nowhere.
  /// Fails with `NO_SUCH_SECRET`.
  public String keys(String name, @Nullable Instant codeAt) {
    GivenSecret secret = given.get(name);
    if (secret == null) {
      throw new SecretException(
          Code.NO_SUCH_SECRET,
          given.isEmpty()
              ? "there is no secret here, or it is not kept any more"
              : "there is no secret of that name; there is: " + String.join(", ", given.keySet()));
    }
    if (codeAt == null) {
      String value = secret.value();
      if (value == null) {
        throw new SecretException(
            Code.NO_SUCH_SECRET, "the secret %s has a code and no value".formatted(name));
      }
      return value;
    }
    Totp clock = clocks.get(name);
    if (clock == null) {
      throw new SecretException(
          Code.NO_SUCH_SECRET, "the secret %s has a value and no code".formatted(name));
    }
    String code = clock.code(codeAt);
    remember(new Typed(code, name));
    return code;
  }

  private synchronized void remember(Typed code) {
    if (!typed.contains(code)) {
      typed.addLast(code);
      if (typed.size() > CODES) {
        typed.removeFirst();
      }
      Mask.Making making = making();
      typed.forEach(it -> making.value(it.code(), it.name()));
      mask = making.mask();
    }
  }

  private Mask.Making making() {
    Mask.Making making = new Mask.Making();
    given.forEach((name, secret) -> {
      if (secret.value() != null) {
        making.value(secret.value(), name);
      }
      if (secret.totp() != null) {
        making.value(secret.totp(), name);
      }
    });
    return making;
  }

  /// The text with `[secret NAME]` wherever a value came back.
  public String masked(String text) {
    return mask.mask(text);
  }

  /// How many characters at the text's end may be the beginning of a value, when more is to come.
  public int held(String text) {
    return mask.held(text);
  }

  private static SecretException bad(String why) {
    return new SecretException(Code.BAD_SECRET, why);
  }

  @Override
  public String toString() {
    return "the secrets " + names();
  }
}
