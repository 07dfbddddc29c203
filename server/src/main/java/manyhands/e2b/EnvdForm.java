package manyhands.e2b;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.desktop.Machine;
import manyhands.envd.ConnectCode;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Files that come as a form: parts named `file`, each going to the path of the query or, without
/// one, to the path that is its file name.
final class EnvdForm implements MultiPart.Parser.Listener {

  /// Folders full of files are sent in one form.
  private static final int PARTS_AT_MOST = 10_000;

  private static final int CHUNK = 1 << 16;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
  private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]*))");
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i);\\s*filename=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");

  private final Machine machine;
  private final Optional<String> path;
  private final List<String> written = new ArrayList<>();
  private String disposition = "";
  private @Nullable Upload upload;
  private @Nullable Throwable failure;
  private boolean complete;

  EnvdForm(Machine machine, Optional<String> path) {
    this.machine = machine;
    this.path = path;
  }

  /// Writes all files and answers where they are.
  List<String> write(String type, InputStream body) throws IOException {
    String boundary =
        group(BOUNDARY.matcher(type)).orElseThrow(() -> bad("the form has no boundary"));
    MultiPart.Parser parser = new MultiPart.Parser(boundary, this);
    parser.setMaxParts(PARTS_AT_MOST);
    try {
      byte[] chunk = new byte[CHUNK];
      for (int n = body.read(chunk); n >= 0 && failure == null; n = body.read(chunk)) {
        parser.parse(Content.Chunk.from(ByteBuffer.wrap(chunk, 0, n), false));
      }
      parser.parse(Content.Chunk.EOF);
      check();
      return written;
    } finally {
      if (upload != null) {
        upload.close();
      }
    }
  }

  private void check() {
    if (failure instanceof EnvdFault fault) {
      throw fault;
    }
    if (failure != null || !complete) {
      throw bad("the form is malformed or breaks off");
    }
    if (written.isEmpty()) {
      throw bad("the form has no part named file");
    }
  }

  private static EnvdFault bad(String message) {
    return new EnvdFault(ConnectCode.INVALID_ARGUMENT, message);
  }

  private static Optional<String> group(Matcher matcher) {
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  @Override
  public void onPartBegin() {
    disposition = "";
  }

  @Override
  public void onPartHeader(String name, String value) {
    if (name.equalsIgnoreCase("Content-Disposition")) {
      disposition = value;
    }
  }

  @Override
  public void onPartHeaders() {
    if (!group(NAME.matcher(disposition)).equals(Optional.of("file")) || failure != null) {
      return;
    }
    Optional<String> named =
        group(FILE_NAME.matcher(disposition)).map(EnvdForm::unescaped).filter(it -> !it.isEmpty());
    Optional<String> where = path.or(() -> named.map(EnvdPath::absolute));
    if (where.isEmpty() || where.get().indexOf('\0') >= 0) {
      failure = bad("a file has no name, and the query no path");
      return;
    }
    begin(where.get());
  }

  private void begin(String where) {
    try {
      upload = Upload.to(machine, where);
      written.add(where);
    } catch (EnvdFault fault) {
      failure = fault;
    }
  }

  /// As browsers escape what would end the name.
  private static String unescaped(String name) {
    return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    ByteBuffer bytes = chunk.getByteBuffer();
    if (upload == null || failure != null || !bytes.hasRemaining()) {
      return;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    try {
      upload.some(copy, 0, copy.length);
    } catch (EnvdFault fault) {
      failure = fault;
    }
  }

  @Override
  public void onPartEnd() {
    if (upload == null) {
      return;
    }
    try (Upload done = upload) {
      upload = null;
      if (failure == null) {
        done.finish();
      }
    } catch (EnvdFault fault) {
      failure = fault;
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }
}
