package manyhands.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for words in everything that a server keeps.
final class Search {

  private Search() {}

  /// The files of a folder that hold these words.
  static List<String> filesWith(Path folder, String words) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, words))
          .map(Path::toString)
          .toList();
    }
  }

  private static boolean holds(Path file, String words) {
    try {
      return Files.readString(file, ISO_8859_1).contains(words);
    } catch (IOException _) {
      // It went away meanwhile.
      return false;
    }
  }
}
