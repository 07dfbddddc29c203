package manyhands.secret;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One-time codes by the time of day, as authenticator apps show them (RFC 6238).
record Totp(byte[] key, String algorithm, int digits, int period) {

  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Set<String> ALGORITHMS = Set.of("SHA1", "SHA256", "SHA512");

  /// The usual ones, of every authenticator app.
  private static final int DIGITS = 6;

  private static final int PERIOD = 30;
  private static final int MOST_DIGITS = 8;
  private static final int LONGEST_PERIOD = 300;

  /// 80 bits, as the shortest secrets in use have; RFC 4226 wants 128.
  private static final int FEWEST_BYTES = 10;

  private static final String FORM =
      "it is the base32 text that the site shows beside its QR code, or the otpauth:// address in it";

  /// Reads base32 (spaces, hyphens and case do not matter) or an `otpauth://totp/` address. Fails
  /// with `BAD_SECRET`.
  static Totp parse(String text) {
    String given = text.strip();
    return given.toLowerCase(Locale.ROOT).startsWith("otpauth:")
        ? ofAddress(given)
        : new Totp(base32(given), "SHA1", DIGITS, PERIOD);
  }

  private static Totp ofAddress(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException _) {
      throw bad("the otpauth:// address cannot be read; " + FORM);
    }
    if (!"totp".equalsIgnoreCase(uri.getHost())) {
      throw bad(
          "only otpauth://totp/ is known: codes that count instead of following the clock are"
              + " not supported");
    }
    Map<String, String> given = parameters(uri.getRawQuery());
    String secret = given.get("secret");
    if (secret == null) {
      throw bad("the otpauth:// address has no secret=");
    }
    String algorithm =
        given.getOrDefault("algorithm", "SHA1").toUpperCase(Locale.ROOT).replace("-", "");
    if (!ALGORITHMS.contains(algorithm)) {
      throw bad("the algorithm of the otpauth:// address is none of SHA1, SHA256 and SHA512");
    }
    return new Totp(
        base32(secret),
        algorithm,
        number(given.get("digits"), "digits", DIGITS, MOST_DIGITS, DIGITS),
        number(given.get("period"), "period", 1, LONGEST_PERIOD, PERIOD));
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> all = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        all.put(
            pair.substring(0, equals).toLowerCase(Locale.ROOT),
            decoded(pair.substring(equals + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw bad("the otpauth:// address cannot be read; " + FORM);
    }
  }

  private static int number(@Nullable String text, String name, int from, int to, int usual) {
    if (text == null) {
      return usual;
    }
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (number < from || number > to) {
      throw bad("%s in the otpauth:// address is from %d to %d".formatted(name, from, to));
    }
    return number;
  }

  private static byte[] base32(String text) {
    String plain = text.replaceAll("[\\s-]", "").replaceAll("=+$", "").toUpperCase(Locale.ROOT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int count = 0;
    for (int i = 0; i < plain.length(); i++) {
      int digit = BASE32.indexOf(plain.charAt(i));
      if (digit < 0) {
        throw bad("that is no base32 (the letters A to Z and the digits 2 to 7); " + FORM);
      }
      bits = (bits << 5 | digit) & 0xfff;
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.write(bits >> count);
      }
    }
    if (bytes.size() < FEWEST_BYTES) {
      throw bad("that is too short for the secret of an authenticator; " + FORM);
    }
    return bytes.toByteArray();
  }

  /// The code that is good at that moment.
  String code(Instant at) {
    try {
      Mac mac = Mac.getInstance("Hmac" + algorithm);
      mac.init(new SecretKeySpec(key, "RAW"));
      long counter = Math.floorDiv(at.getEpochSecond(), period);
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      int modulus = (int) Math.pow(10, digits);
      return ("%0" + digits + "d").formatted(number % modulus);
    } catch (GeneralSecurityException e) {
      // Every Java has these three.
      throw new IllegalStateException(e);
    }
  }

  private static SecretException bad(String why) {
    return new SecretException(SecretException.Code.BAD_SECRET, why);
  }

  @Override
  public String toString() {
    return "(the secret of an authenticator)";
  }
}
