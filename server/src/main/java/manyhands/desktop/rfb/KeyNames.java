package manyhands.desktop.rfb;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// What people, models and X call the keys of a keyboard, and their X keysyms. Case, `_`, `-` and
/// spaces in a name do not matter; a single character names itself, and `U+20AC` any character.
final class KeyNames {

  static final int SHIFT = 0xFFE1;
  static final int RETURN = 0xFF0D;
  static final int TAB = 0xFF09;

  private static final String ALLOWED =
      "Allowed are single characters, names such as Return, Escape, Tab, BackSpace, Delete, Home,"
          + " Page_Up, Left, F1 to F35, KP_0 to KP_9, Print, Menu, XF86AudioPlay, U+20AC, and the"
          + " modifiers ctrl, shift, alt, super, joined by +.";

  /// A keysym in hexadecimal, then its names. Those that count up are made below.
  private static final String TABLE =
      """
      ffe1 shift shiftl shiftleft leftshift lshift
      ffe2 shiftr shiftright rightshift rshift
      ffe3 ctrl control ctl controll ctrll controlleft leftctrl leftcontrol lctrl
      ffe4 controlr ctrlr controlright rightctrl rightcontrol rctrl
      ffe9 alt altl altleft leftalt lalt option opt
      ffea altr altright rightalt ralt
      fe03 altgr altgraph isolevel3shift
      ffeb super superl win winl windows cmd command meta metaleft os leftsuper lwin gui
      ffec superr winr rwin metaright rightsuper rightcmd
      ffe7 metal
      ffe8 metar
      ffed hyper hyperl
      ffee hyperr
      ffe5 capslock caps
      ffe6 shiftlock
      ff7f numlock
      ff14 scrolllock
      ff7e modeswitch
      ff20 multikey compose
      ff08 backspace bksp back
      ff09 tab
      fe20 isolefttab backtab
      ff0a linefeed
      ff0b clear
      ff0d return enter ret cr
      ff13 pause
      ff15 sysreq sysrq
      ff1b escape esc
      ffff delete del
      ff50 home
      ff51 left arrowleft leftarrow
      ff52 up arrowup uparrow
      ff53 right arrowright rightarrow
      ff54 down arrowdown downarrow
      ff55 pageup pgup prior
      ff56 pagedown pgdn pgdown next
      ff57 end
      ff58 begin
      ff60 select
      ff61 print printscreen prtsc prtscr prtscn prntscrn snapshot
      ff62 execute
      ff63 insert ins
      ff65 undo
      ff66 redo again
      ff67 menu contextmenu apps application
      ff68 find
      ff69 cancel
      ff6a help
      ff6b break
      ff80 kpspace
      ff89 kptab
      ff8d kpenter kpreturn
      ff95 kphome
      ff96 kpleft
      ff97 kpup
      ff98 kpright
      ff99 kpdown
      ff9a kppageup kpprior
      ff9b kppagedown kpnext
      ff9c kpend
      ff9d kpbegin
      ff9e kpinsert
      ff9f kpdelete
      ffaa kpmultiply kpasterisk
      ffab kpadd kpplus
      ffac kpseparator kpcomma
      ffad kpsubtract kpminus
      ffae kpdecimal kpperiod kpdot
      ffaf kpdivide kpslash
      ffbd kpequal kpequals
      ff21 kanji
      ff22 muhenkan nonconvert
      ff23 henkan henkanmode convert
      ff24 romaji
      ff25 hiragana
      ff26 katakana
      ff27 hiraganakatakana kanamode
      ff2a zenkakuhankaku zenkaku
      ff30 eisutoggle
      ff31 hangul hangulmode
      ff34 hangulhanja hanja
      fe50 deadgrave
      fe51 deadacute
      fe52 deadcircumflex
      fe53 deadtilde
      fe54 deadmacron
      fe55 deadbreve
      fe56 deadabovedot
      fe57 deaddiaeresis
      fe58 deadabovering
      fe59 deaddoubleacute
      fe5a deadcaron
      fe5b deadcedilla
      fe5c deadogonek
      20 space spacebar
      21 exclam exclamation
      22 quotedbl doublequote
      23 numbersign hash
      24 dollar
      25 percent
      26 ampersand
      27 apostrophe quoteright quote singlequote
      28 parenleft
      29 parenright
      2a asterisk star
      2b plus
      2c comma
      2d minus hyphen dash
      2e period dot
      2f slash
      3a colon
      3b semicolon
      3c less
      3d equal equals
      3e greater
      3f question
      40 at
      5b bracketleft
      5c backslash
      5d bracketright
      5e asciicircum caret
      5f underscore
      60 grave quoteleft backtick backquote
      7b braceleft
      7c bar pipe
      7d braceright
      7e asciitilde tilde
      10020ac eurosign euro
      a3 sterling
      a7 section
      b0 degree
      1008ff02 xf86monbrightnessup brightnessup
      1008ff03 xf86monbrightnessdown brightnessdown
      1008ff05 xf86kbdbrightnessup
      1008ff06 xf86kbdbrightnessdown
      1008ff11 xf86audiolowervolume volumedown audiovolumedown
      1008ff12 xf86audiomute mute volumemute audiovolumemute
      1008ff13 xf86audioraisevolume volumeup audiovolumeup
      1008ff14 xf86audioplay playpause mediaplaypause mediaplay play
      1008ff15 xf86audiostop mediastop
      1008ff16 xf86audioprev mediaprevious mediaprev mediatrackprevious prevtrack
      1008ff17 xf86audionext medianext mediatracknext nexttrack
      1008ff18 xf86homepage browserhome
      1008ff19 xf86mail launchmail
      1008ff1b xf86search browsersearch
      1008ff1c xf86audiorecord mediarecord
      1008ff1d xf86calculator calculator
      1008ff26 xf86back browserback
      1008ff27 xf86forward browserforward
      1008ff28 xf86stop browserstop
      1008ff29 xf86refresh browserrefresh
      1008ff2a xf86poweroff power
      1008ff2b xf86wakeup wakeup
      1008ff2c xf86eject eject
      1008ff2d xf86screensaver
      1008ff2e xf86www www
      1008ff2f xf86sleep sleep
      1008ff30 xf86favorites browserfavorites
      1008ff31 xf86audiopause mediapause
      1008ff32 xf86audiomedia mediaselect
      1008ff33 xf86mycomputer
      1008ff3e xf86audiorewind mediarewind
      1008ff56 xf86close close
      1008ff57 xf86copy copy
      1008ff58 xf86cut cut
      1008ff59 xf86display
      1008ff5b xf86documents
      1008ff5d xf86explorer
      1008ff68 xf86new new
      1008ff6b xf86open open
      1008ff6d xf86paste paste
      1008ff73 xf86reload reload
      1008ff77 xf86save save
      1008ff81 xf86tools
      1008ff8b xf86zoomin zoomin
      1008ff8c xf86zoomout zoomout
      1008ff94 xf86bluetooth
      1008ff95 xf86wlan
      1008ff97 xf86audioforward mediafastforward
      1008ffa9 xf86touchpadtoggle
      1008ffb2 xf86audiomicmute micmute
      """;

  private static final Map<String, Integer> KEYSYMS = keysyms();

  private KeyNames() {}

  /// The keysym of a key; fails with `BAD_ACTION` when nothing has that name.
  static int keysym(String name) {
    return find(name)
        .orElseThrow(() ->
            new DesktopException(
                Code.BAD_ACTION, "There is no key named \"" + shortened(name) + "\". " + ALLOWED));
  }

  static Optional<Integer> find(String name) {
    if (name.codePointCount(0, name.length()) == 1) {
      return Characters.keysym(name.codePointAt(0));
    }
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    if (plain.matches("u\\+?[0-9a-f]{4,6}")) {
      return Characters.keysym(Integer.parseInt(plain.replaceFirst("u\\+?", ""), 16));
    }
    return Optional.ofNullable(
        KEYSYMS.get(plain.replaceFirst("^(numpad|keypad|num(?=\\d$))", "kp")));
  }

  private static String shortened(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 40 ? clean : clean.substring(0, 40) + "...";
  }

  private static Map<String, Integer> keysyms() {
    Map<String, Integer> all = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" ", -1);
      for (int i = 1; i < words.length; i++) {
        all.put(words[i], Integer.parseInt(words[0], 16));
      }
    }
    for (int i = 1; i <= 35; i++) {
      all.put("f" + i, 0xFFBE + i - 1);
    }
    for (int i = 0; i <= 9; i++) {
      all.put("kp" + i, 0xFFB0 + i);
    }
    for (int i = 1; i <= 4; i++) {
      all.put("kpf" + i, 0xFF91 + i - 1);
    }
    return all;
  }
}
