package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  @ParameterizedTest
  @CsvSource({
    "Return, ff0d",
    "enter, ff0d",
    "ESC, ff1b",
    "Page_Up, ff55",
    "pgdn, ff56",
    "ArrowLeft, ff51",
    "F1, ffbe",
    "f24, ffd5",
    "KP_7, ffb7",
    "numpad7, ffb7",
    "KP_Enter, ff8d",
    "Print, ff61",
    "Menu, ff67",
    "XF86AudioRaiseVolume, 1008ff13",
    "volume_up, 1008ff13",
    "super, ffeb",
    "cmd, ffeb",
    "BackSpace, ff08",
    "Caps_Lock, ffe5",
    "space, 20",
    "a, 61",
    "é, e9",
    "€, 10020ac",
    "😀, 101f600",
    "U+20AC, 10020ac",
    "u4e00, 1004e00",
    "dead_acute, fe51",
    "Insert, ff63",
  })
  void everyKeyHasItsKeysym(String name, String keysym) {
    assertThat(KeyNames.keysym(name)).isEqualTo(Integer.parseInt(keysym, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retrun", "f36", "kp10", "ctrl_s", "<script>", "\u0007", "U+D800"})
  void anUnknownKeyIsNamedWithWhatIsAllowed(String name) {
    assertThatThrownBy(() -> KeyNames.keysym(name))
        .isInstanceOfSatisfying(
            DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.BAD_ACTION))
        .hasMessageContaining("Allowed are");
  }

  @Test
  void aLongUnknownNameIsShownInPart() {
    assertThatThrownBy(() -> KeyNames.keysym("x".repeat(100_000)))
        .extracting(e -> String.valueOf(e.getMessage()).length())
        .matches(length -> length < 500);
  }

  @Test
  void chordsAreKeysOnAUsKeyboard() {
    assertThat(Chord.parse("ctrl+s").keysyms()).isEqualTo(List.of(0xFFE3, (int) 's'));
    assertThat(Chord.parse("Ctrl+S").keysyms()).isEqualTo(List.of(0xFFE3, (int) 's'));
    assertThat(Chord.parse("ctrl+shift+t").keysyms()).isEqualTo(List.of(0xFFE3, 0xFFE1, (int) 'T'));
    assertThat(Chord.parse("shift+1").keysyms()).isEqualTo(List.of(0xFFE1, (int) '!'));
    assertThat(Chord.parse("A").keysyms()).isEqualTo(List.of((int) 'A'));
    assertThat(Chord.parse("+").keysyms()).isEqualTo(List.of((int) '+'));
    assertThat(Chord.parse("ctrl++").keysyms()).isEqualTo(List.of(0xFFE3, (int) '+'));
    assertThat(Chord.parse("ctrl+plus").keysyms()).isEqualTo(List.of(0xFFE3, (int) '+'));
    assertThat(Chord.parse(" alt + F4 ").keysyms()).isEqualTo(List.of(0xFFE9, 0xFFC1));
    assertThat(Chord.parse("ctrl-alt-delete").keysyms()).isEqualTo(List.of(0xFFE3, 0xFFE9, 0xFFFF));
    assertThat(Chord.parse("-").keysyms()).isEqualTo(List.of((int) '-'));
    assertThat(Chord.parse(" ").keysyms()).isEqualTo(List.of(0x20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "ctrl+", "ctrl+nothing", "a+b+c+d+e+f+g+h+i+j+k", "++a"})
  void impossibleChordsAreRefused(String keys) {
    assertThatThrownBy(() -> Chord.parse(keys))
        .isInstanceOfSatisfying(
            DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.BAD_ACTION));
  }

  @Test
  void textIsKeysAndControlCharactersAreRefused() {
    assertThat(Characters.keysyms("a\tß\r\n€😀"))
        .containsExactly('a', 0xFF09, 0xDF, 0xFF0D, 0x10020AC, 0x101F600);
    assertThat(Characters.keysyms("")).isEmpty();
    for (String bad : List.of("\u001b[2J", "\u0000", "\u0085", "\r", "\uD83D", "a\uDE00b")) {
      assertThatThrownBy(() -> Characters.keysyms(bad))
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("no key can type");
    }
    assertThatThrownBy(() -> Characters.keysyms("x".repeat(5_000_000)))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("too long");
  }
}
