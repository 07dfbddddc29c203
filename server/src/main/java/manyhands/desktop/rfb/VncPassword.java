package manyhands.desktop.rfb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The password check of RFC 6143, 7.2.2: the challenge encrypted with DES, the password's first
/// eight bytes as the key, each byte with its bits reversed. Weak by design; meant for a socket
/// that nobody else can reach.
final class VncPassword {

  static final int CHALLENGE_LENGTH = 16;

  private static final int KEY_LENGTH = 8;

  private VncPassword() {}

  static byte[] answer(String password, byte[] challenge) {
    byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), KEY_LENGTH);
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
    }
    try {
      Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
      des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
      return des.doFinal(challenge);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has DES", e);
    }
  }
}
