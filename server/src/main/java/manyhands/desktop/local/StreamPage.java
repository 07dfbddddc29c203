package manyhands.desktop.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The web page of a sandbox's stream, which is served from inside the sandbox. Made with the web
/// app: a program that was built without Node.js has none.
///
/// @param files by their path in the image
record StreamPage(Map<String, byte[]> files) {

  static final StreamPage NONE = new StreamPage(Map.of());

  private static final List<String> NAMES = List.of("vnc.html", "vnc.js", "vnc.css");

  static StreamPage built() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : NAMES) {
      try (InputStream in = StreamPage.class.getResourceAsStream("/stream/" + name)) {
        if (in == null) {
          return NONE;
        }
        files.put("e2b/novnc/" + name, in.readAllBytes());
      }
    }
    return new StreamPage(files);
  }

  void writeInto(Path image) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = Files.write(image.resolve(file.getKey()), file.getValue());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
