package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class VncPasswordTest {

  @Test
  void longPasswordsCountWithTheirFirstEightBytes() {
    byte[] challenge = new byte[16];
    assertThat(VncPassword.answer("12345678", challenge))
        .isEqualTo(VncPassword.answer("1234567890", challenge))
        .isNotEqualTo(VncPassword.answer("1234567", challenge))
        .hasSize(16);
  }

  /// What servers keep in their password files: the password encrypted with a key known to all.
  static byte[] passwordFile(String password) throws Exception {
    byte[] key = HexFormat.of().parseHex("e84ad660c4721ae0");
    Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
    des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
    return des.doFinal(Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), 8));
  }
}
