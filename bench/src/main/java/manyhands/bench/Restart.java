package manyhands.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.DataFolder;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;

/// How long a killed server takes to serve again with long sessions in its log.
final class Restart implements Bench {

  private static final int SESSIONS = 50;
  private static final int EVENTS = 10_000;
  private static final int STEPS = (EVENTS - 8) / 5;
  private static final int RESTARTS = 10;

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
    try (Served server = Served.start(data)) {
      serving.add(System.nanoTime() - began);
      began = System.nanoTime();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address() + "/api/sessions?limit=" + SESSIONS))
              .header("Authorization", "Bearer " + server.token())
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      lists.add(System.nanoTime() - began);
      if (answer.body().split("\"createdAt\"", -1).length != SESSIONS + 1) {
        throw new IllegalStateException("not every session is there: " + answer.statusCode());
      }
    }
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
