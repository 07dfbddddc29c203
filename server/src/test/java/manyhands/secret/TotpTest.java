package manyhands.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TotpTest {

  // The seeds of RFC 6238 (the ASCII digits 1234567890, repeated), in base32.
  private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final String SEED32 = SEED + "GEZDGNBVGY3TQOJQGEZA";
  private static final String SEED64 = SEED + SEED + SEED.substring(0, 32) + "GEZDGNA";

  @ParameterizedTest
  @CsvSource({
    "59, 94287082, 46119246, 90693936",
    "1111111109, 07081804, 68084774, 25091201",
    "1111111111, 14050471, 67062674, 99943326",
    "1234567890, 89005924, 91819424, 93441116",
    "2000000000, 69279037, 90698825, 38618901",
    "20000000000, 65353130, 77737706, 47863826",
  })
  void theCodesAreThoseOfTheRfc(long second, String sha1, String sha256, String sha512) {
    Instant at = Instant.ofEpochSecond(second);
    assertThat(address(SEED, "SHA1").code(at)).isEqualTo(sha1);
    assertThat(address(SEED32, "SHA256").code(at)).isEqualTo(sha256);
    assertThat(address(SEED64, "SHA512").code(at)).isEqualTo(sha512);
  }

  private static Totp address(String secret, String algorithm) {
    return Totp.parse(
        "otpauth://totp/Shop:me%40example.org?secret="
            + secret
            + "&issuer=Shop&digits=8&algorithm="
            + algorithm);
  }

  @Test
  void plainBase32HasSixDigitsWhateverItsSpacesAndCase() {
    Instant at = Instant.ofEpochSecond(59);
    assertThat(Totp.parse("gezd gnbv gy3t qojq-gezd gnbv gy3t qojq").code(at)).isEqualTo("287082");
    assertThat(Totp.parse("otpauth://totp/x?secret=" + SEED + "&period=60").code(at))
        .isEqualTo(Totp.parse(SEED).code(Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GEZDGNBV",
        "GEZDGNBVGY3TQOJQ1EZDGNBVGY3TQOJQ",
        "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=9",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&period=0",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=MD5",
        "otpauth://totp/%zz?secret=x y"
      })
  void whatIsNoSecretOfAnAuthenticatorIsRefusedWithoutRepeatingIt(String given) {
    assertThatThrownBy(() -> Totp.parse(given))
        .isInstanceOfSatisfying(
            SecretException.class,
            e -> {
              assertThat(e.code()).isEqualTo(SecretException.Code.BAD_SECRET);
              assertThat(e.getMessage()).doesNotContain("GEZD");
            });
  }
}
