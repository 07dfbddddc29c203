package manyhands.e2b;

import java.io.IOException;
import java.io.OutputStream;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram.Signal;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The service `process.Process` of one sandbox.
record EnvdProcessCalls(EnvdProcesses processes) {

  /// Starts a program and passes on what it says until it ends. It goes on when the caller leaves;
  /// it is killed when the caller's time for it is over.
  void start(Fields request, EnvdStream stream) throws IOException, InterruptedException {
    Fields config = request.message("process");
    Program.@Nullable TerminalSize terminal =
        request.has("pty") ? size(request.message("pty")) : null;
    EnvdProcess.Asked asked = asked(request, config, terminal != null);
    EnvdProcess process = processes.begin(asked, terminal);
    try (Listener listener = process.listen()) {
      processes.start(process);
      if (stream.timeout() > 0) {
        process.endWithin(stream.timeout());
      }
      if (terminal == null && !request.flag("stdin", true)) {
        closeInput(process);
      }
      pass(process, listener, stream);
    }
  }

  private static EnvdProcess.Asked asked(Fields request, Fields config, boolean atTerminal) {
    String program = config.text("cmd");
    if (program.isEmpty()) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "a program must be named");
    }
    String folder = config.text("cwd");
    return new EnvdProcess.Asked(
        program,
        config.texts("args"),
        config.map("envs"),
        folder.isEmpty() ? null : EnvdPath.absolute(folder),
        request.textOrNull("tag"),
        atTerminal);
  }

  private static Program.TerminalSize size(Fields pty) {
    Fields size = pty.message("size");
    return new Program.TerminalSize((int) size.number("cols"), (int) size.number("rows"));
  }

  /// Passes on what a program says from now on.
  void connect(Fields request, EnvdStream stream) throws IOException, InterruptedException {
    EnvdProcess process = processes.find(request.message("process"));
    try (Listener listener = process.listen()) {
      pass(process, listener, stream);
    }
  }

  private static void pass(EnvdProcess process, Listener listener, EnvdStream stream)
      throws IOException, InterruptedException {
    stream.send(EnvdEvent.started(process.program().pid()));
    while (true) {
      EnvdEvent event = listener.next(stream.patience());
      if (stream.late()) {
        stream.endLate();
        return;
      }
      switch (event) {
        case null -> stream.send(EnvdEvent.keepAlive());
        case EnvdEvent.Data data -> stream.send(EnvdEvent.said(data));
        case EnvdEvent.Ended ended -> {
          stream.send(EnvdEvent.ended(ended.end()));
          stream.end(null);
          return;
        }
        case EnvdEvent.Gone _ -> {
          stream.cut();
          return;
        }
      }
    }
  }

  ObjectNode list() {
    ObjectNode answer = Wire.object();
    ArrayNode all = answer.putArray("processes");
    for (EnvdProcess process : processes.running()) {
      EnvdProcess.Asked asked = process.asked();
      ObjectNode one = all.addObject();
      ObjectNode config = one.putObject("config").put("cmd", asked.program());
      ArrayNode arguments = config.putArray("args");
      asked.arguments().forEach(arguments::add);
      ObjectNode variables = config.putObject("envs");
      asked.variables().forEach(variables::put);
      if (asked.folder() != null) {
        config.put("cwd", asked.folder());
      }
      one.put("pid", process.program().pid());
      if (asked.tag() != null) {
        one.put("tag", asked.tag());
      }
    }
    return answer;
  }

  void sendInput(Fields request) {
    EnvdProcess process = running(request);
    Fields input = request.message("input");
    if (input.has("pty") != process.asked().atTerminal()) {
      throw new EnvdFault(
          ConnectCode.FAILED_PRECONDITION,
          process.asked().atTerminal()
              ? "the process sits at a terminal: send its input as pty"
              : "the process sits at no terminal: send its input as stdin");
    }
    byte[] bytes = input.bytes(input.has("pty") ? "pty" : "stdin");
    OutputStream to = process.program().input();
    try {
      to.write(bytes);
      to.flush();
    } catch (IOException e) {
      throw new EnvdFault(
          ConnectCode.FAILED_PRECONDITION, "the process takes no input: " + e.getMessage());
    }
  }

  void closeInput(Fields request) {
    EnvdProcess process = running(request);
    if (process.asked().atTerminal()) {
      throw new EnvdFault(
          ConnectCode.FAILED_PRECONDITION, "a terminal's input is ended by sending Ctrl+D");
    }
    closeInput(process);
  }

  private static void closeInput(EnvdProcess process) {
    try {
      process.program().input().close();
    } catch (IOException _) {
      // It had closed it already.
    }
  }

  void sendSignal(Fields request) {
    Signal signal =
        switch (request.text("signal")) {
          case "SIGNAL_SIGKILL" -> Signal.KILL;
          case "SIGNAL_SIGTERM" -> Signal.TERMINATE;
          default ->
              throw new EnvdFault(
                  ConnectCode.INVALID_ARGUMENT, "send SIGNAL_SIGKILL or SIGNAL_SIGTERM");
        };
    running(request).program().signal(signal);
  }

  void update(Fields request) {
    EnvdProcess process = running(request);
    if (request.has("pty")) {
      process.program().resize(size(request.message("pty")));
    }
  }

  private EnvdProcess running(Fields request) {
    EnvdProcess process = processes.find(request.message("process"));
    if (process.ended()) {
      throw new EnvdFault(
          ConnectCode.NOT_FOUND, "process with pid " + process.program().pid() + " not found");
    }
    return process;
  }
}
