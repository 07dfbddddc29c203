package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// The program's log: a file in the data folder and nothing on the screen.
final class LogFile {
  /// Five files of 2 MB: weeks of a quiet server, an hour of a broken one.
  private static final int MAX_BYTES = 2 << 20;

  private static final int FILES = 5;

  /// Libraries that tell about themselves; their warnings stay.
  private static final List<String> TALKATIVE =
      List.of("io.javalin", "org.eclipse.jetty", "org.flywaydb");

  /// Libraries that repeat what others send them, whole: keys, and as much as those like. What
  /// matters of it we say ourselves.
  private static final List<String> INDISCREET =
      List.of(
          "io.modelcontextprotocol.client",
          "io.modelcontextprotocol.spec.McpClientSession",
          "reactor");

  /// Counts what clients do wrong, and that a client which listens to nothing does not answer, as
  /// troubles of its own.
  private static final Logger MCP = Logger.getLogger("io.modelcontextprotocol");

  /// Loggers are forgotten, and with them their levels, when nobody holds them.
  private static final List<Logger> QUIETED = TALKATIVE.stream().map(Logger::getLogger).toList();

  private static final List<Logger> SILENCED = INDISCREET.stream().map(Logger::getLogger).toList();

  private static final ErrorManager SILENT =
      new ErrorManager() {
        @Override
        public void error(String words, Exception failure, int code) {
          // There is nowhere left to say it.
        }
      };

  private LogFile() {}

  /// Nothing on the screen from now on.
  static void silence() {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      Logger.getLogger("").removeHandler(handler);
    }
    QUIETED.forEach(logger -> logger.setLevel(Level.WARNING));
    SILENCED.forEach(logger -> logger.setLevel(Level.OFF));
    MCP.setLevel(Level.SEVERE);
  }

  static void openIn(Path dataFolder) {
    Path folder = dataFolder.resolve("log");
    try {
      Files.createDirectories(folder);
      FileHandler handler =
          new FileHandler(folder.resolve("manyhands.%g.log").toString(), MAX_BYTES, FILES, true);
      handler.setFormatter(new SimpleFormatter());
      handler.setEncoding("UTF-8");
      // A full disk is told by the store; the usual error manager prints a stack trace.
      handler.setErrorManager(SILENT);
      Logger.getLogger("").addHandler(handler);
    } catch (IOException e) {
      throw new Trouble("cannot write the log in " + folder + ": " + e.getMessage(), e);
    }
  }
}
