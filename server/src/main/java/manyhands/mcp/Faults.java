package manyhands.mcp;

import java.util.logging.Level;
import java.util.logging.Logger;
import manyhands.desktop.DesktopException;
import manyhands.event.LogException;
import manyhands.session.SessionException;

/// What a model is told of a call that failed.
final class Faults {
  private static final Logger LOG = Logger.getLogger(Faults.class.getName());

  private Faults() {}

  static String words(String tool, RuntimeException e) {
    return switch (e) {
      case BadArguments wrong -> "`" + tool + "`: " + wrong.getMessage() + ".";
      case SessionException refused -> sentence(refused.getMessage());
      case DesktopException failed -> "The desktop failed: " + sentence(failed.getMessage());
      case LogException failed -> "The store failed: " + sentence(failed.getMessage());
      default -> {
        LOG.log(Level.SEVERE, e, () -> "the tool " + tool + " failed");
        yield "Manyhands failed here; its log file has the details.";
      }
    };
  }

  private static String sentence(@org.jspecify.annotations.Nullable String words) {
    String text = String.valueOf(words);
    return text.endsWith(".") ? text : text + ".";
  }
}
