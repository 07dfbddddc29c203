package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import manyhands.desktop.DesktopException;
import manyhands.envd.ConnectCode;
import tools.jackson.databind.node.ArrayNode;

/// `GET` and `POST /files` of one sandbox: bytes pass through, none are kept here.
record EnvdFiles(EnvdSandbox sandbox) {

  void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = EnvdPath.absolute(path(request).orElse(""));
    EnvdEntry entry = new EnvdFolders(new Shell(sandbox.machine())).one(path);
    if (!entry.isFile()) {
      throw new EnvdFault(
          ConnectCode.INVALID_ARGUMENT,
          "path '" + path + "' is " + (entry.isFolder() ? "a directory" : "no file"));
    }
    // What a link leads to has another size than the link.
    boolean sized = entry.target().isEmpty();
    Optional<FileRange> range =
        sized ? FileRange.of(request.getHeader("Range"), entry.size()) : Optional.empty();
    response.setStatus(range.isPresent() ? 206 : 200);
    response.setContentType("application/octet-stream");
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("Content-Disposition", "inline");
    response.setDateHeader("Last-Modified", entry.modified().toEpochMilli());
    if (sized && entry.size() == 0) {
      response.setContentLength(0);
      return;
    }
    if (range.isPresent()) {
      response.setHeader("Content-Range", range.get().header(entry.size()));
    }
    copy(path, range, request, response);
  }

  /// Not by a length that is promised before: the file may change while it is read.
  private void copy(
      String path,
      Optional<FileRange> range,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    try (RangeOutput out =
        new RangeOutput(response.getOutputStream(), range.orElse(FileRange.WHOLE))) {
      var _ = sandbox.machine().read(path, out, Long.MAX_VALUE);
    } catch (RangeOutput.Done _) {
      // What lies behind the range need not be read.
    } catch (UncheckedIOException e) {
      // Who asked has left.
      throw e.getCause();
    } catch (DesktopException e) {
      if (response.isCommitted()) {
        Wire.cut(request);
      } else {
        response.resetBuffer();
        throw EnvdFault.of(e);
      }
    }
  }

  void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String type = String.valueOf(request.getContentType());
    Optional<String> path = path(request).map(EnvdPath::absolute);
    List<String> written;
    try {
      written = written(type, body(request), path);
    } catch (ZipException e) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the body is no gzip: " + e.getMessage());
    } catch (EOFException e) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the body ends in the middle");
    }
    ArrayNode answer = Wire.JSON.createArrayNode();
    for (String each : written) {
      answer.addObject().put("path", each).put("name", EnvdPath.name(each)).put("type", "file");
    }
    Wire.send(response, 200, answer);
  }

  private List<String> written(String type, InputStream body, Optional<String> path)
      throws IOException {
    if (type.startsWith("multipart/form-data")) {
      return new EnvdForm(sandbox.machine(), path).write(type, body);
    } else if (type.startsWith("application/octet-stream")) {
      String where =
          path.orElseThrow(
              () -> new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the query has no path"));
      try (Upload upload = Upload.to(sandbox.machine(), where)) {
        upload.all(body);
        upload.finish();
      }
      return List.of(where);
    } else {
      throw new EnvdFault(
          ConnectCode.INVALID_ARGUMENT,
          "send files as multipart/form-data or application/octet-stream");
    }
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return request.getInputStream();
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "unsupported Content-Encoding");
    }
    return new GZIPInputStream(request.getInputStream());
  }

  private static Optional<String> path(HttpServletRequest request) {
    Optional<String> path =
        Optional.ofNullable(request.getParameter("path")).filter(it -> !it.isEmpty());
    if (path.isPresent() && path.get().indexOf('\0') >= 0) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the path has a NUL in it");
    }
    return path;
  }
}
