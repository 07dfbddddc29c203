package manyhands.envd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
  private static final int LIMIT = 100;

  @Test
  void whatIsWrittenIsReadAndTheEndIsTold() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Envelope(Envelope.MESSAGE, "{\"ü\":1}".getBytes(UTF_8)).write(out);
    new Envelope(Envelope.END, "{}".getBytes(UTF_8)).write(out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());

    Envelope first = Envelope.read(in, LIMIT).orElseThrow();
    assertThat(new String(first.json(), UTF_8)).isEqualTo("{\"ü\":1}");
    assertThat(first.isEnd()).isFalse();
    assertThat(Envelope.read(in, LIMIT).orElseThrow().isEnd()).isTrue();
    assertThat(Envelope.read(in, LIMIT)).isEmpty();
  }

  @Test
  void standsOnTheWireAsConnectSaysIt() {
    assertThat(HexFormat.of().formatHex(new Envelope(Envelope.END, "{}".getBytes(UTF_8)).bytes()))
        .isEqualTo("02000000027b7d");
  }

  @Test
  void whatIsNoneIsRefusedBeforeItIsTaken() {
    assertThatThrownBy(() -> read("01000000027b7d")).hasMessageContaining("compressed");
    assertThatThrownBy(() -> read("04000000027b7d")).isInstanceOf(Envelope.Malformed.class);
    assertThatThrownBy(() -> read("00ffffffff7b7d")).hasMessageContaining("4294967295 bytes");
    assertThatThrownBy(() -> read("000000")).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> read("00000000037b7d")).isInstanceOf(EOFException.class);
  }

  @Test
  void codesHaveTheNamesOfConnect() {
    assertThat(ConnectCode.INVALID_ARGUMENT.wire()).isEqualTo("invalid_argument");
    assertThat(ConnectCode.of("deadline_exceeded")).contains(ConnectCode.DEADLINE_EXCEEDED);
    assertThat(ConnectCode.of("Not_Found")).isEmpty();
  }

  private static void read(String hex) throws Exception {
    var _ = Envelope.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), LIMIT);
  }
}
