package manyhands.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class SecretsTest {

  private static final String VALUE = "p\"w/\u00e9 +c\\anary&7?";
  private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @TempDir private Path folder;

  private static Secrets one(String value) {
    return Secrets.of(Map.of("shop", new GivenSecret(value, null)));
  }

  @Test
  void aValueThatComesBackIsMaskedInEveryFormThatProgramsGiveIt() {
    Secrets secrets = one(VALUE);
    String json = JsonMapper.shared().writeValueAsString(Map.of("a", VALUE));
    String url = URLEncoder.encode(VALUE, StandardCharsets.UTF_8);
    for (String text :
        new String[] {
          VALUE, json, url, url.replace("+", "%20"), url.toLowerCase(java.util.Locale.ROOT)
        }) {
      assertThat(secrets.masked("x " + text + " y")).contains("[secret shop]").startsWith("x ");
      assertThat(secrets.masked(text)).doesNotContain("anary");
    }
    for (String user : new String[] {"", "u:", "me:", "you:"}) {
      String basic =
          Base64.getEncoder().encodeToString((user + VALUE + "!").getBytes(StandardCharsets.UTF_8));
      assertThat(secrets.masked(basic)).contains("[secret shop]");
    }
  }

  @Test
  void aShortValueIsMaskedOnlyWhereItStandsAlone() {
    assertThat(one("4711").masked("PIN 4711, order 147115, id a4711b"))
        .isEqualTo("PIN [secret shop], order 147115, id a4711b");
  }

  @Test
  void theLongerOfTwoValuesIsMaskedWhole() {
    Secrets both =
        Secrets.of(
            Map.of(
                "a", new GivenSecret("cheddar-cheese", null),
                "b", new GivenSecret("cheddar-cheese-2026", null)));
    assertThat(both.masked("cheddar-cheese-2026 cheddar-cheese"))
        .isEqualTo("[secret b] [secret a]");
  }

  @Test
  void aCodeIsMaskedOnceItWasTyped() {
    Secrets secrets = Secrets.of(Map.of("shop", new GivenSecret(null, SEED)));
    assertThat(secrets.masked("287082")).isEqualTo("287082");
    assertThat(secrets.keys("shop", Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(secrets.masked("code: 287082 " + SEED))
        .isEqualTo("code: [secret shop] [secret shop]");
    assertThat(secrets.words()).containsExactly("shop (code)");
  }

  @Test
  void whatMayBeTheBeginningOfAValueIsKnown() {
    Secrets secrets = one("cheddar-cheese");
    assertThat(secrets.held("I see ched")).isEqualTo(4);
    assertThat(secrets.held("I see nothing")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "a\u0000bcd", "a\u001bbcd", "\ud83eabcd"})
  void aValueThatCannotBeTypedOrMaskedIsRefusedWithoutRepeatingIt(String value) {
    assertThatThrownBy(() -> one(value))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("shop");
    assertThatThrownBy(() -> Secrets.of(Map.of("my secret!", new GivenSecret("hidden", null))))
        .isInstanceOf(SecretException.class)
        .hasMessageNotContaining("my secret!")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void nothingPrintsASecret() {
    assertThat(one("cheddar-cheese") + " " + new GivenSecret("cheddar-cheese", SEED))
        .doesNotContain("cheddar")
        .doesNotContain(SEED);
  }

  @Test
  void secretsOutliveTheServerUnreadableAndForTheirOwnerAlone() throws IOException {
    Random random = new Random(7);
    Path place = folder.resolve("secrets");
    SecretFolder first = SecretFolder.in(place, random::nextBytes);
    first.keep("s-1", one("cheddar-cheese"));
    SecretFolder second = SecretFolder.in(place, random::nextBytes);
    assertThat(second.of("s-1").keys("shop", null)).isEqualTo("cheddar-cheese");
    assertThat(second.of("s-2").isEmpty()).isTrue();
    assertThat(second.sessions()).containsExactly("s-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rwx------");
    try (var files = Files.list(place)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("cheddar");
      }
    }
    Files.copy(place.resolve("s-1.secrets"), place.resolve("s-3.secrets"));
    assertThat(second.of("s-3").isEmpty()).as("another session's file").isTrue();
    second.forget("s-1");
    assertThat(second.of("s-1").isEmpty()).isTrue();
  }
}
