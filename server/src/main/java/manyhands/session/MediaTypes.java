package manyhands.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Guesses what a file is: by how it begins where that is unmistakable, otherwise by its extension
/// as long as its content does not speak against it.
final class MediaTypes {

  static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "89504e470d0a1a0a", "image/png",
          "ffd8ff", "image/jpeg",
          "474946383", "image/gif",
          "255044462d", "application/pdf",
          "1f8b", "application/gzip");

  private static final Map<String, String> ZIPPED =
      Map.of(
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "odt", "application/vnd.oasis.opendocument.text",
          "ods", "application/vnd.oasis.opendocument.spreadsheet");

  private static final Map<String, String> TEXTS =
      Map.of(
          "html", "text/html",
          "htm", "text/html",
          "css", "text/css",
          "csv", "text/csv",
          "md", "text/markdown",
          "json", "application/json",
          "xml", "application/xml",
          "svg", "image/svg+xml",
          "js", "text/javascript");

  private MediaTypes() {}

  /// `head` is the beginning of the content, up to 512 bytes.
  static String of(String name, byte[] head) {
    String hex = HexFormat.of().formatHex(head);
    for (Map.Entry<String, String> beginning : BEGINNINGS.entrySet()) {
      if (hex.startsWith(beginning.getKey())) {
        return beginning.getValue();
      }
    }
    String extension = extension(name);
    if (hex.startsWith("504b0304")) {
      return ZIPPED.getOrDefault(extension, "application/zip");
    }
    return isText(head) ? TEXTS.getOrDefault(extension, "text/plain") : UNKNOWN;
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b == 0) {
        return false;
      }
    }
    // The head may end within a character; the last three bytes can be such a beginning.
    return IntStream.rangeClosed(0, Math.min(3, head.length))
        .anyMatch(cut -> isUtf8(ByteBuffer.wrap(head, 0, head.length - cut)));
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
