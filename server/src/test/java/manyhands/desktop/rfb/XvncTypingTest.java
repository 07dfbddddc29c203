package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The oracle is what real programs wrote into files.
class XvncTypingTest {

  private static final String MIXED =
      "The quick brown fox jumps over 13 lazy dogs! ~`@#$%^&*()_+-={}[]|\\:;\"'<>,.?/"
          + " Zażółć gęślą jaźń. Füße, Ærøskøbing, ¿qué?, ½ ± §. Ελλάδα, Привет, שלום, 漢字かな交じり文,"
          + " 한국어, e\u0301 n\u0303 (combining), â ê î, € ₿ ™, 😀🚀👩‍💻🇩🇪.";

  private final XvncFixture xvnc = XvncFixture.start();

  @AfterEach
  void stop() {
    xvnc.close();
  }

  @Test
  void aTerminalReceivesEveryCharacter() throws Exception {
    StringBuilder text = new StringBuilder();
    while (text.length() < 2000) {
      text.append(MIXED).append('\n');
    }
    assertThat(typedIntoTerminal(text.toString())).isEqualTo(text.toString());
  }

  @Test
  void aTerminalReceivesMoreDistinctCharactersThanAKeyboardHasRoomFor() throws Exception {
    Random random = new Random(7);
    String text =
        random
            .ints(450, 0x4E00, 0x9FA0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    text = text.replaceAll("(.{60})", "$1\n") + "\n";
    assertThat(typedIntoTerminal(text)).isEqualTo(text);
  }

  @Test
  void anEditorReceivesEveryCharacterAndSaves() throws Exception {
    StringBuilder text = new StringBuilder();
    while (text.length() < 2000) {
      text.append(MIXED).append('\n').append("\tindented\n");
    }
    Path file = xvnc.folder().resolve("note.txt");
    Files.writeString(file, "");
    xvnc.start(List.of("openbox"));
    try (RfbClient client = xvnc.connect()) {
      long before = client.framebuffer().number();
      xvnc.start(List.of("l3afpad", file.toString()));
      client.framebuffer().awaitAfter(before, Duration.ofSeconds(20));
      Thread.sleep(1500);
      RfbInput input = new RfbInput(client, this::restoreLayout);
      input.perform(new Action.Click(640, 400, Button.LEFT, List.of()));
      input.perform(new Action.Type(text.toString()));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> {
            input.perform(new Action.Press("ctrl+s"));
            assertThat(Files.readString(file)).isEqualTo(text.toString());
          });
    }
  }

  @Test
  void deadKeysComposeAsOnARealKeyboard() throws Exception {
    try (RfbClient client = xvnc.connect()) {
      RfbInput input = terminal(client);
      for (String key : List.of("dead_acute", "e", "dead_tilde", "n", "dead_diaeresis", "u")) {
        input.perform(new Action.Press(key));
      }
      input.perform(new Action.Press("Return"));
      assertThat(written()).isEqualTo("éñü\n");
    }
  }

  private String typedIntoTerminal(String text) throws Exception {
    try (RfbClient client = xvnc.connect()) {
      RfbInput input = terminal(client);
      input.perform(new Action.Type(text));
      return written(input);
    }
  }

  private RfbInput terminal(RfbClient client) throws Exception {
    long before = client.framebuffer().number();
    xvnc.start(List.of("xterm", "-u8", "-geometry", "80x24+0+0", "-e", "cat > typed"));
    client.framebuffer().awaitAfter(before, Duration.ofSeconds(20));
    Thread.sleep(500);
    RfbInput input = new RfbInput(client, this::restoreLayout);
    input.perform(new Action.Click(200, 200, Button.LEFT, List.of()));
    return input;
  }

  private String written(RfbInput input) throws Exception {
    input.perform(new Action.Press("ctrl+d"));
    return written();
  }

  private String written() throws Exception {
    Path typed = xvnc.folder().resolve("typed");
    byte[] last = {};
    for (int quiet = 0; quiet < 5; ) {
      Thread.sleep(100);
      byte[] now = Files.readAllBytes(typed);
      quiet = now.length == last.length && now.length > 0 ? quiet + 1 : 0;
      last = now;
    }
    return new String(last, StandardCharsets.UTF_8);
  }

  private boolean restoreLayout() {
    xvnc.run("setxkbmap", "-symbols", "pc+us");
    return true;
  }
}
