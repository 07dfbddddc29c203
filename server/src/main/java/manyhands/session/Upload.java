package manyhands.session;

import java.io.IOException;
import java.io.InputStream;

/// A file that a person gives to a session, under the name that they gave it.
public record Upload(String name, Source bytes) {

  /// Opens the bytes, once.
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }
}
