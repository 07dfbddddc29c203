package manyhands.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.app.Terminal.Paint;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import tools.jackson.databind.JsonNode;

/// What was done, by whom, with the files: the end of `run`.
final class Summary {
  private static final int WORDS = 110;

  private final Terminal terminal;
  private final ServerClient server;
  private final Path here;
  private final Map<String, Integer> steps = new HashMap<>();
  private final Map<String, Instant> began = new HashMap<>();
  private final Map<String, Instant> ended = new HashMap<>();

  Summary(Terminal terminal, ServerClient server, Path here) {
    this.terminal = terminal;
    this.server = server;
    this.here = here;
  }

  /// Counts what the session's last state does not say.
  void count(Entry entry) {
    switch (entry.event()) {
      case Event.TaskAssigned fact -> began.putIfAbsent(fact.task().value(), entry.at());
      case Event.TaskCompleted fact -> ended.put(fact.task().value(), entry.at());
      case Event.TaskFailed fact -> ended.put(fact.task().value(), entry.at());
      case Event.ModelAnswered fact -> steps.merge(fact.task().value(), 1, Integer::sum);
      case Event _ -> {}
    }
  }

  /// Fetches every file of the session; what cannot be saved is said.
  Map<String, Path> save(JsonNode session, Path dataFolder) {
    Map<String, Path> saved = new HashMap<>();
    List<JsonNode> files = files(session);
    if (files.isEmpty()) {
      return saved;
    }
    String id = session.path("id").asString();
    JobFiles target = JobFiles.of(id, here, dataFolder);
    for (JsonNode file : files) {
      String name = file.path("name").asString();
      try (InputStream bytes = server.artifact(id, name)) {
        saved.put(name, target.save(name, bytes));
      } catch (IOException | Trouble e) {
        terminal.say("could not save " + Clean.line(name + ": " + e.getMessage(), WORDS));
      }
    }
    return saved;
  }

  void print(JsonNode session, Map<String, Path> saved) {
    terminal.line("");
    int done = 0;
    List<JsonNode> tasks = new ArrayList<>(session.path("tasks").values());
    for (JsonNode agent : session.path("agents").values()) {
      String id = agent.path("id").asString();
      terminal.line(
          terminal.paint(
              JobView.colour(new AgentId(id)), Clean.line(agent.path("name").asString(id), 20)));
      List<JsonNode> own =
          tasks.stream().filter(task -> task.path("agent").asString("").equals(id)).toList();
      if (own.isEmpty()) {
        terminal.line("  no task");
      }
      own.forEach(task -> task(task, session, saved));
      tasks.removeAll(own);
    }
    if (!tasks.isEmpty()) {
      terminal.line("Nobody");
      tasks.forEach(task -> task(task, session, saved));
    }
    for (JsonNode task : session.path("tasks").values()) {
      done += task.path("status").asString().equals("completed") ? 1 : 0;
    }
    terminal.line("");
    closing(session, done);
  }

  private void task(JsonNode task, JsonNode session, Map<String, Path> saved) {
    String id = task.path("id").asString();
    boolean completed = task.path("status").asString().equals("completed");
    String mark = completed ? terminal.paint(Paint.GREEN, "✓") : terminal.paint(Paint.RED, "✗");
    if (task.path("superseded").asBoolean(false)) {
      mark = terminal.paint(Paint.DIM, "↷");
    }
    terminal.line(
        "  %s %s  %s%s%s"
            .formatted(mark, id, clean(task.path("description")), standing(task), cost(id)));
    String words = clean(completed ? task.path("result") : task.path("reason"));
    if (!words.isBlank()) {
      terminal.line("        " + (completed ? words : terminal.paint(Paint.RED, words)));
    }
    String checked = clean(task.path("checked"));
    if (completed && !checked.isBlank() && !standing(task, "verified")) {
      terminal.line("        " + terminal.paint(Paint.YELLOW, "check: " + checked));
    }
    for (JsonNode file : session.path("artifacts").values()) {
      if (file.path("task").asString("").equals(id)) {
        terminal.line("        " + file(file, saved));
      }
    }
  }

  /// How far its result can be trusted, in a word; nothing for one without a result.
  private String standing(JsonNode task) {
    if (task.path("superseded").asBoolean(false)) {
      return terminal.paint(Paint.DIM, "  planned anew");
    }
    String word = task.path("standing").asString("");
    return word.isEmpty()
        ? ""
        : "  " + terminal.paint(word.equals("verified") ? Paint.GREEN : Paint.YELLOW, word);
  }

  private static boolean standing(JsonNode task, String word) {
    return task.path("standing").asString("").equals(word);
  }

  private static String standings(JsonNode session) {
    List<String> words = new ArrayList<>();
    for (String word : List.of("verified", "claimed", "disputed")) {
      long count = session.path("tasks").valueStream().filter(task -> standing(task, word)).count();
      if (count > 0) {
        words.add(count + " " + word);
      }
    }
    return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
  }

  private String file(JsonNode file, Map<String, Path> saved) {
    String name = file.path("name").asString();
    String size = Bytes.words(file.path("size").asLong());
    String left = file.path("left").asString("");
    if (!left.isEmpty()) {
      return terminal.paint(
          Paint.YELLOW,
          "%s (%s) left out: %s".formatted(Clean.line(name, WORDS), size, Clean.line(left, WORDS)));
    }
    Path path = saved.get(name);
    return path == null
        ? "%s (%s)".formatted(Clean.line(name, WORDS), size)
        : "%s  %s".formatted(Clean.line(shortest(path), 400), terminal.paint(Paint.DIM, size));
  }

  /// The path as one would type it here.
  private String shortest(Path path) {
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }

  private String cost(String task) {
    Instant from = began.get(task);
    Instant to = ended.get(task);
    int count = steps.getOrDefault(task, 0);
    if (from == null || to == null) {
      return "";
    }
    return terminal.paint(
        Paint.DIM,
        "  (%s, %s)"
            .formatted(JobView.count(count, "step"), JobView.seconds(Duration.between(from, to))));
  }

  /// What it cost, where a price is known.
  private static String price(JsonNode session) {
    JsonNode cost = session.path("usage").path("cost");
    return cost.isNumber() ? ", " + Money.dollars(cost.doubleValue()) : "";
  }

  private void closing(JsonNode session, int done) {
    int all =
        (int)
            session
                .path("tasks")
                .valueStream()
                .filter(task -> !task.path("superseded").asBoolean(false))
                .count();
    String status = session.path("status").asString();
    String time = "";
    if (session.path("endedAt").isString()) {
      time =
          " in "
              + JobView.seconds(
                  Duration.between(
                      Instant.parse(session.path("createdAt").asString()),
                      Instant.parse(session.path("endedAt").asString())));
    }
    Paint paint = status.equals("completed") ? Paint.GREEN : Paint.RED;
    String reason = clean(session.path("reason"));
    terminal.line(
        terminal.paint(paint, Character.toUpperCase(status.charAt(0)) + status.substring(1))
            + ": %d of %s completed%s%s%s."
                .formatted(
                    done, JobView.count(all, "task"), time, standings(session), price(session))
            + (reason.isBlank() || status.equals("completed") ? "" : " " + reason));
  }

  private static List<JsonNode> files(JsonNode session) {
    return session.path("artifacts").values().stream()
        .filter(file -> file.path("sha256").isString())
        .toList();
  }

  private static String clean(JsonNode text) {
    return Clean.line(text.asString("").strip(), WORDS);
  }
}
