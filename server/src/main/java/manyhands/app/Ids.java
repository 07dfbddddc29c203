package manyhands.app;

import java.security.SecureRandom;

/// Makes random names: short enough to type, far too many to meet twice.
final class Ids {
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
