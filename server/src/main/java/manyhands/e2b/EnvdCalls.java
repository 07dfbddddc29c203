package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import manyhands.desktop.DesktopException;
import manyhands.envd.ConnectCode;
import manyhands.envd.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Calls by Connect, in JSON: those with one answer, and those with a stream of them.
record EnvdCalls(EnvdSandbox sandbox, EnvdRooms rooms) {

  private static final String PROCESS = "/process.Process/";
  private static final String FILES = "/filesystem.Filesystem/";

  private static final Set<String> STREAMS =
      Set.of(PROCESS + "Start", PROCESS + "Connect", FILES + "WatchDir");

  void answer(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    boolean known = path.startsWith(PROCESS) || path.startsWith(FILES);
    if (!known) {
      Wire.refuse(response, 404, "there is nothing here");
      return;
    }
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      Wire.refuse(response, 405, "calls are sent with POST");
      return;
    }
    boolean stream = STREAMS.contains(path);
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    String wanted = stream ? "application/connect\\+json" : "application/json";
    if (!type.matches(wanted + "(\\s*;.*)?")) {
      response.setHeader("Accept-Post", wanted.replace("\\", ""));
      Wire.refuse(response, 415, "send the call as " + wanted.replace("\\", ""));
      return;
    }
    if (stream) {
      stream(path, request, response);
    } else {
      single(path, request, response);
    }
  }

  private void single(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    try {
      EnvdServlet.checkUser(request);
      checkEncoding(request.getHeader("Content-Encoding"));
      Fields fields = new Fields(Wire.body(request.getInputStream()));
      Wire.send(
          response, 200, path.startsWith(PROCESS) ? process(path, fields) : files(path, fields));
    } catch (EnvdFault fault) {
      refuse(fault, response);
    } catch (DesktopException e) {
      refuse(EnvdFault.of(e), response);
    }
  }

  private static void refuse(EnvdFault fault, HttpServletResponse response) throws IOException {
    Wire.send(
        response,
        fault.code().status(),
        Wire.object()
            .put("code", fault.code().wire())
            .put("message", String.valueOf(fault.getMessage())));
  }

  private ObjectNode process(String path, Fields request) {
    EnvdProcessCalls calls = new EnvdProcessCalls(rooms.of(sandbox).processes());
    switch (path.substring(PROCESS.length())) {
      case "List" -> {
        return calls.list();
      }
      case "SendInput" -> calls.sendInput(request);
      case "CloseStdin" -> calls.closeInput(request);
      case "SendSignal" -> calls.sendSignal(request);
      case "Update" -> calls.update(request);
      default -> throw unknown(path);
    }
    return Wire.object();
  }

  private ObjectNode files(String path, Fields request) throws InterruptedException {
    EnvdFolders folders = new EnvdFolders(new Shell(sandbox.machine()));
    EnvdWatchers watchers = rooms.of(sandbox).watchers();
    return switch (path.substring(FILES.length())) {
      case "Stat" -> folders.stat(request);
      case "MakeDir" -> folders.makeDir(request);
      case "Move" -> folders.move(request);
      case "ListDir" -> folders.listDir(request);
      case "Remove" -> folders.remove(request);
      case "CreateWatcher" -> watchers.create(request);
      case "GetWatcherEvents" -> watchers.events(request);
      case "RemoveWatcher" -> watchers.remove(request);
      default -> throw unknown(path);
    };
  }

  private static EnvdFault unknown(String path) {
    return new EnvdFault(ConnectCode.UNIMPLEMENTED, path + " is not implemented");
  }

  private void stream(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    EnvdFault fault;
    EnvdStream stream = EnvdStream.of(request, response);
    try {
      stream.checkTimeout();
      EnvdServlet.checkUser(request);
      checkEncoding(request.getHeader("Connect-Content-Encoding"));
      Fields fields = only(request);
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "Start" -> new EnvdProcessCalls(rooms.of(sandbox).processes()).start(fields, stream);
        case "Connect" ->
            new EnvdProcessCalls(rooms.of(sandbox).processes()).connect(fields, stream);
        default -> {
          try (EnvdWatch watch = EnvdWatch.of(sandbox.machine(), fields, rooms.threads())) {
            watch.pass(stream);
          }
        }
      }
      return;
    } catch (EnvdFault e) {
      fault = e;
    } catch (DesktopException e) {
      fault = EnvdFault.of(e);
    }
    stream.end(fault);
  }

  /// Such a call is one message, however the stream that it comes in goes on.
  private static Fields only(HttpServletRequest request) throws IOException {
    try {
      Envelope envelope =
          Envelope.read(request.getInputStream(), Wire.MESSAGE_AT_MOST)
              .filter(it -> !it.isEnd())
              .orElseThrow(
                  () -> new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the call has no message"));
      return new Fields(Wire.read(envelope.json()));
    } catch (Envelope.Malformed | EOFException e) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private static void checkEncoding(@Nullable String encoding) {
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new EnvdFault(
          ConnectCode.UNIMPLEMENTED, "unknown compression: only identity is understood");
    }
  }
}
