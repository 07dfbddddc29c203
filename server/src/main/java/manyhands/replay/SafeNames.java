package manyhands.replay;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns names of strangers into paths that every system can unpack: no way out of the folder, no
/// device of Windows, nothing too long, and none twice, not even where case does not count. The
/// same names in the same order give the same paths. For one thread.
final class SafeNames {

  /// Bytes of one part: file systems take 255, and some room is for numbers.
  private static final int PART_BYTES = 150;

  /// Bytes of a whole path: within the 260 characters of old Windows, with a folder before it.
  private static final int PATH_BYTES = 180;

  /// Folders within folders; what is deeper is not in a folder of its own.
  private static final int PARTS = 8;

  private static final Pattern UNFIT =
      Pattern.compile("[<>:\"|?*\\\\\\p{Cc}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])[ ]*(\\..*)?");

  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  /// The path for a name, with `/` between its parts.
  String path(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("[/\\\\]", -1)) {
      String safe = part(part);
      if (!safe.isEmpty()) {
        parts.add(safe);
      }
    }
    if (parts.isEmpty()) {
      parts.add("unnamed");
    }
    String last = parts.removeLast();
    List<String> above = parts.subList(0, Math.min(parts.size(), PARTS));
    String folder = above.isEmpty() ? "" : String.join("/", above) + "/";
    if (bytes(folder) + bytes(last) > PATH_BYTES) {
      folder = "";
    }
    return unique(folder, last);
  }

  private String unique(String folder, String last) {
    for (int number = 1; ; number++) {
      String place = blocked(folder) ? "" : folder;
      String path = place + (number == 1 ? last : numbered(last, number));
      String key = key(path);
      if (!files.contains(key) && !folders.contains(key)) {
        files.add(key);
        for (int at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
          folders.add(key.substring(0, at));
        }
        return path;
      }
    }
  }

  /// True when a file has the name of one of these folders already.
  private boolean blocked(String folder) {
    String key = key(folder);
    for (int at = key.indexOf('/'); at > 0; at = key.indexOf('/', at + 1)) {
      if (files.contains(key.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  private static String key(String path) {
    String folded = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        ? name.substring(0, dot) + " (" + number + ")" + name.substring(dot)
        : name + " (" + number + ")";
  }

  private static String part(String part) {
    String safe = UNFIT.matcher(Normalizer.normalize(part, Normalizer.Form.NFC)).replaceAll("_");
    safe = cut(safe.strip()).replaceFirst("[. ]+$", "");
    if (safe.replace(".", "").isBlank()) {
      return "";
    }
    return DEVICE.matcher(safe).matches() || safe.startsWith("-") || safe.startsWith("~")
        ? "_" + safe
        : safe;
  }

  /// Cuts what is too long before its extension.
  private static String cut(String part) {
    if (bytes(part) <= PART_BYTES) {
      return part;
    }
    int dot = part.lastIndexOf('.');
    String extension = dot > 0 && bytes(part.substring(dot)) <= 16 ? part.substring(dot) : "";
    int room = PART_BYTES - bytes(extension);
    StringBuilder kept = new StringBuilder();
    for (int character : part.codePoints().toArray()) {
      room -= bytes(Character.toString(character));
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
