package manyhands.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of a gigabyte into a sandbox of the E2B door and out of it again.
final class SandboxFiles implements Bench {
  private static final long BYTES = 1_000_000_000;
  private static final Pattern ID = Pattern.compile("\"sandboxID\":\"(\\w+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"envdAccessToken\":\"(\\w+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "sandbox-files";
  }

  @Override
  public String what() {
    return "a file of 1 GB through the E2B door into a sandbox and back, and what the server's memory grew by meanwhile";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    try (Served server = Served.start(lab.folder("sandbox-files"))) {
      HttpResponse<String> made =
          http.send(
              control(server, "")
                  .POST(BodyPublishers.ofString("{\"templateID\":\"base\"}"))
                  .build(),
              BodyHandlers.ofString());
      String id = found(ID, made.body());
      String token = found(TOKEN, made.body());
      long before = server.memory("VmRSS");
      long began = System.nanoTime();
      HttpResponse<String> written =
          http.send(
              file(server, id, token)
                  .header("Content-Type", "application/octet-stream")
                  .POST(BodyPublishers.ofInputStream(Sevens::new))
                  .build(),
              BodyHandlers.ofString());
      long up = System.nanoTime() - began;
      began = System.nanoTime();
      HttpResponse<InputStream> read =
          http.send(file(server, id, token).build(), BodyHandlers.ofInputStream());
      long bytes;
      try (InputStream all = read.body()) {
        bytes = all.transferTo(java.io.OutputStream.nullOutputStream());
      }
      long down = System.nanoTime() - began;
      long most = server.memory("VmHWM");
      http.send(control(server, "/" + id).DELETE().build(), BodyHandlers.discarding());
      if (written.statusCode() != 200 || bytes != BYTES) {
        throw new IllegalStateException(written.body() + ", and " + bytes + " bytes came back");
      }
      return List.of(
          Row.millis("1 GB in", List.of(up), ""),
          Row.millis("1 GB out", List.of(down), ""),
          Row.single("the server's memory grew by", (most - before) / 1024 + " MiB", "128 MiB"));
    }
  }

  private static HttpRequest.Builder control(Served server, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + "/sandboxes" + path))
        .header("X-API-Key", server.token())
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder file(Served server, String id, String token) {
    return HttpRequest.newBuilder(URI.create(server.address() + "/files?path=/home/user/large"))
        .header("E2b-Sandbox-Id", id)
        .header("E2b-Sandbox-Port", "49983")
        .header("X-Access-Token", token);
  }

  private static String found(Pattern what, String in) {
    Matcher matcher = what.matcher(in);
    if (!matcher.find()) {
      throw new IllegalStateException("no sandbox was made: " + in);
    }
    return matcher.group(1);
  }

  /// So many bytes, from nowhere.
  private static final class Sevens extends InputStream {
    private long left = BYTES;

    @Override
    public int read() throws IOException {
      return left-- > 0 ? 7 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(into, offset, offset + count, (byte) 7);
      left -= count;
      return count;
    }
  }
}
