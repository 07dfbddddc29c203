package manyhands.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.event.DataFolder;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;

/// How long a killed server takes to serve again with long sessions in its log.
final class Restart implements Bench {

  private static final int SESSIONS = 50;
  private static final int EVENTS = 10_000;
  private static final int STEPS = (EVENTS - 8) / 5;
  private static final int RESTARTS = 10;
  private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+)/\\?token=(\\w+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public String what() {
    return "a killed server with %d ended sessions of %,d events, from the command to the line that says where it listens, and its first list of sessions"
        .formatted(SESSIONS, EVENTS);
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    Path data = lab.folder("restart");
    write(data);
    List<Long> firstList = new ArrayList<>();
    once(data, new ArrayList<>(), firstList);
    List<Long> serving = new ArrayList<>();
    List<Long> lists = new ArrayList<>();
    for (int i = 0; i < RESTARTS; i++) {
      once(data, serving, lists);
    }
    return List.of(
        Row.millis("restart to serving", serving, "2 s"),
        Row.millis("the first list of 50 sessions after it", lists, "300 ms"),
        Row.millis("that list when no view of them was ever made", firstList, ""));
  }

  private void once(Path data, List<Long> serving, List<Long> lists) throws Exception {
    long began = System.nanoTime();
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("manyhands.home"), "manyhands").toString(),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Matcher address = address(server.inputReader());
      serving.add(System.nanoTime() - began);
      began = System.nanoTime();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address.group(1) + "/api/sessions?limit=" + SESSIONS))
              .header("Authorization", "Bearer " + address.group(2))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      lists.add(System.nanoTime() - began);
      if (answer.body().split("\"createdAt\"", -1).length != SESSIONS + 1) {
        throw new IllegalStateException("not every session is there: " + answer.statusCode());
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static Matcher address(BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address;
      }
    }
    throw new IOException("the server did not start");
  }

  private static void write(Path folder) {
    try (DataFolder data = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system())) {
      for (int i = 0; i < SESSIONS; i++) {
        LongSession.write(log, new SessionId("s-" + i), STEPS, LongSession.NO_PICTURE);
      }
    }
  }
}
