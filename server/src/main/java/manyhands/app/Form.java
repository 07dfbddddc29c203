package manyhands.app;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A request for a session with files, as a browser's form sends it (RFC 7578). Files are read
/// while they are sent.
record Form(BodyPublisher body) {

  /// No file has this in it by accident, and one that has it on purpose harms only its own form.
  private static final String BOUNDARY = "manyhands-6f0d1c2e9b7a4853";

  static Form of(String session, List<Path> files) {
    List<BodyPublisher> parts = new ArrayList<>();
    parts.add(text(head("name=\"session\"", "application/json") + session));
    for (Path file : files) {
      parts.add(
          text(
              head("name=\"files\"; filename=\"" + name(file) + "\"", "application/octet-stream")));
      try {
        parts.add(BodyPublishers.ofFile(file));
      } catch (FileNotFoundException e) {
        throw new Trouble("the file " + file + " cannot be read.", e);
      }
    }
    parts.add(text("\r\n--" + BOUNDARY + "--\r\n"));
    return new Form(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
  }

  private static String head(String names, String type) {
    return "\r\n--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
        .formatted(BOUNDARY, names, type);
  }

  /// Escaped as browsers do.
  private static String name(Path file) {
    return String.valueOf(file.getFileName())
        .replace("\"", "%22")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text);
  }

  HttpRequest post(HttpRequest.Builder request) {
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(body)
        .build();
  }
}
