package manyhands.e2b;

import java.util.Base64;
import java.util.Locale;
import manyhands.desktop.RunningProgram;
import tools.jackson.databind.node.ObjectNode;

/// What those who listen to a program hear.
sealed interface EnvdEvent {

  /// Where it was said.
  enum Kind {
    STDOUT,
    STDERR,
    PTY
  }

  /// A piece of its output; characters may be cut in two.
  record Data(Kind kind, byte[] bytes) implements EnvdEvent {}

  /// After it nothing comes.
  sealed interface Last extends EnvdEvent {}

  record Ended(RunningProgram.End end) implements Last {}

  /// With its sandbox, so nobody can say how.
  record Gone() implements Last {}

  static ObjectNode started(long pid) {
    ObjectNode message = Wire.object();
    message.putObject("event").putObject("start").put("pid", pid);
    return message;
  }

  static ObjectNode keepAlive() {
    ObjectNode message = Wire.object();
    message.putObject("event").putObject("keepalive");
    return message;
  }

  static ObjectNode said(Data data) {
    ObjectNode message = Wire.object();
    message
        .putObject("event")
        .putObject("data")
        .put(
            data.kind().name().toLowerCase(Locale.ROOT),
            Base64.getEncoder().encodeToString(data.bytes()));
    return message;
  }

  static ObjectNode ended(RunningProgram.End end) {
    ObjectNode message = Wire.object();
    ObjectNode told = message.putObject("event").putObject("end");
    if (end.wasKilled()) {
      String how = "signal: " + signal(end.signal());
      return end(message, told.put("exitCode", -1), how, true);
    }
    if (end.exitCode() != 0) {
      told.put("exitCode", end.exitCode());
    }
    told.put("exited", true);
    return end(message, told, "exit status " + end.exitCode(), end.exitCode() != 0);
  }

  private static ObjectNode end(ObjectNode whole, ObjectNode told, String how, boolean isError) {
    told.put("status", how);
    if (isError) {
      told.put("error", how);
    }
    return whole;
  }

  private static String signal(int number) {
    return switch (number) {
      case 1 -> "hangup";
      case 2 -> "interrupt";
      case 3 -> "quit";
      case 6 -> "aborted";
      case 9 -> "killed";
      case 11 -> "segmentation fault";
      case 13 -> "broken pipe";
      case 15 -> "terminated";
      default -> "signal " + number;
    };
  }
}
