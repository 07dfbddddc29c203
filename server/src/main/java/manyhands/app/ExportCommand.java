package manyhands.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import manyhands.desktop.Recordings;
import manyhands.event.DataFolder;
import manyhands.event.FileBlobs;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `manyhands export`: one session as a zip, from the server that holds the data folder or, when
/// none does, from the folder itself.
@Command(
    name = "export",
    description = "Write one session as a zip: events, screenshots, artifacts, a summary.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  @Option(
      names = "--to",
      defaultValue = "",
      paramLabel = "FILE",
      description = "The file to write (default SESSION.zip here).")
  private String to = "";

  @Option(names = "--data", defaultValue = "", paramLabel = "DIR", description = "Data folder.")
  private String data = "";

  private final Settings settings;

  ExportCommand(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() {
    SessionId id = id();
    Path folder = settings.dataFolder(data);
    if (!Files.exists(folder.resolve("events.db"))) {
      throw new Trouble("there are no sessions in " + folder + ": say with --data where they are.");
    }
    Path target = settings.here().resolve(to.isEmpty() ? id + ".zip" : to).normalize();
    try {
      write(target, out -> export(folder, id, out));
    } catch (FileAlreadyExistsException e) {
      throw new Trouble(target + " is there already: choose another file with --to.", e);
    } catch (IOException e) {
      throw new Trouble("cannot write " + target + ": " + e.getMessage(), e);
    }
    settings.terminal().line(target.toString());
    return 0;
  }

  private SessionId id() {
    try {
      return new SessionId(session);
    } catch (IllegalArgumentException e) {
      throw new Trouble("\"" + Clean.line(session, 60) + "\" is not the id of a session.", e);
    }
  }

  private void export(Path folder, SessionId id, OutputStream out) throws IOException {
    try (DataFolder held = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(held, Clock.systemUTC())) {
      new Replay(log, FileBlobs.open(held), Recordings.NONE).export(id).writeTo(out);
    } catch (LogException e) {
      if (e.code() != LogException.Code.LOCKED) {
        throw e;
      }
      ServerAddress server = ServerAddress.of(folder).orElseThrow(() -> e);
      try (ServerClient client = new ServerClient(server, Secret.token(folder))) {
        var _ = client.session(id.value());
        try (InputStream zip = client.export(id.value())) {
          zip.transferTo(out);
        }
      }
    }
  }

  /// Something that writes a file's bytes.
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file that was not there: all of it, or nothing stays.
  private static void write(Path target, Content content) throws IOException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING))) {
        content.writeTo(out);
      }
      // A plain move: it fails when somebody made the file meanwhile.
      Files.move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
