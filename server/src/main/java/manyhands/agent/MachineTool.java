package manyhands.agent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.Machine;
import manyhands.model.Part.ToolCall;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// The tools that touch no screen, as models know them: commands and files of the machine, and the
/// two that end a task.
final class MachineTool {

  static final String FINISH = "finish";

  private static final int MAX_COMMAND = 100_000;
  private static final int MAX_PATH = 4_096;

  /// Within what one reply may hold at all ([Answer#MAX_ARGUMENTS]).
  private static final int MAX_CONTENT = 200_000;

  private static final int MAX_RESULT = 20_000;
  private static final int MAX_EVIDENCE = 5_000;
  private static final int MAX_ARTIFACTS = 100;
  private static final int DEFAULT_SECONDS = 30;
  private static final int MAX_SECONDS = 300;

  /// What a model can read of one stream without losing sight of its task.
  private static final int MAX_OUTPUT = 16_384;

  private static final int MAX_READ = 65_536;

  private MachineTool() {}

  static List<ToolSpec> specs() {
    String string = "{\"type\": \"string\"}";
    return ToolSchema.specs(
        new ToolSchema("run_command", "Runs a shell command without a window, in the home folder.")
            .with("command", string)
            .with("timeout_seconds?", "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 300}"),
        new ToolSchema("read_file", "Reads a text file of at most 64 KiB.").with("path", string),
        new ToolSchema("write_file", "Writes a text file, replacing what was there.")
            .with("path", string)
            .with("content", string),
        new ToolSchema(FINISH, "Ends the task as done. Check first that it is.")
            .with("result", "{\"type\": \"string\", \"description\": \"what was done or found\"}")
            .with(
                "evidence",
                "{\"type\": \"string\", \"description\": \"what you saw that proves it\"}")
            .with(
                "artifacts?",
                "{\"type\": \"array\", \"items\": {\"type\": \"string\"},"
                    + " \"description\": \"paths of the files that are the result\"}"),
        new ToolSchema("fail", "Ends the task as impossible.").with("reason", string));
  }

  /// What the call means; null when it is none of these tools.
  static @Nullable Intent read(ToolCall call) throws ToolFault {
    Arguments given = new Arguments(call.arguments());
    return switch (call.name()) {
      case "run_command" -> {
        given.allow(Set.of("command", "timeout_seconds"));
        int seconds =
            given.has("timeout_seconds")
                ? given.integer("timeout_seconds", 1, MAX_SECONDS)
                : DEFAULT_SECONDS;
        String command = given.text("command", MAX_COMMAND);
        if (command.indexOf('\0') >= 0) {
          throw new ToolFault("`command` holds a NUL character");
        }
        yield new Intent.Run(command, Duration.ofSeconds(seconds));
      }
      case "read_file" -> {
        given.allow(Set.of("path"));
        yield new Intent.Read(path(given));
      }
      case "write_file" -> {
        given.allow(Set.of("path", "content"));
        yield new Intent.Write(path(given), given.anyText("content", MAX_CONTENT));
      }
      case FINISH -> {
        given.allow(Set.of("result", "artifacts", "evidence"));
        List<String> artifacts =
            given.has("artifacts") ? given.texts("artifacts", MAX_ARTIFACTS, MAX_PATH) : List.of();
        // Logs of before have none; of a model it is wanted (Tools).
        String evidence = given.has("evidence") ? given.text("evidence", MAX_EVIDENCE) : "";
        yield new Intent.Finish(given.text("result", MAX_RESULT), artifacts, evidence);
      }
      case "fail" -> {
        given.allow(Set.of("reason"));
        yield new Intent.GiveUp(given.text("reason", MAX_RESULT));
      }
      default -> null;
    };
  }

  private static String path(Arguments given) throws ToolFault {
    String path = given.text("path", MAX_PATH);
    if (path.indexOf('\0') >= 0) {
      throw new ToolFault("`path` holds a NUL character");
    }
    return path;
  }

  /// Runs a command and says how it went. Fails with a `DesktopException`.
  static String run(Machine machine, Intent.Run run) throws ToolFault {
    CommandResult result =
        machine.run(
            new Command(
                List.of("/bin/sh", "-c", run.command()), new byte[0], run.timeout(), MAX_OUTPUT));
    StringBuilder words = new StringBuilder();
    words.append(
        result.timedOut()
            ? "killed after " + run.timeout().toSeconds() + " seconds"
            : "exit status " + result.exitCode());
    append(words, "output", result.stdout());
    append(words, "errors", result.stderr());
    if (result.truncated()) {
      words.append("\n(only the first ").append(MAX_OUTPUT).append(" bytes of each are shown)");
    }
    if (result.timedOut() || result.exitCode() != 0) {
      throw new ToolFault(words.toString());
    }
    return words.toString();
  }

  /// A file's text, exactly. Fails with a `DesktopException`.
  static String read(Machine machine, Intent.Read read) throws ToolFault {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    machine.read(read.path(), bytes, MAX_READ);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw new ToolFault(read.path() + " is no UTF-8 text (" + bytes.size() + " bytes)");
    }
  }

  /// Writes a file. Fails with a `DesktopException`.
  static String write(Machine machine, Intent.Write write) {
    byte[] content = write.content().getBytes(StandardCharsets.UTF_8);
    machine.write(write.path(), content);
    return "wrote " + content.length + " bytes";
  }

  private static void append(StringBuilder words, String what, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    if (!text.isEmpty()) {
      words.append('\n').append(what).append(":\n").append(text);
    }
  }
}
