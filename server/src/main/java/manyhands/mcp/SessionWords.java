package manyhands.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import manyhands.mcp.Answer.Content;
import manyhands.session.ArtifactView;
import manyhands.session.QuestionView;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import manyhands.whiteboard.TaskStatus;
import org.jspecify.annotations.Nullable;

/// A session in the words of an answer: to a model as text and links, to programs as data.
final class SessionWords {

  /// What a model reads of one text; the whole of it is in the app.
  private static final int MAX_TEXT = 2_000;

  /// Links to so many files; all of them are listed by REST.
  private static final int MAX_FILES = 100;

  private SessionWords() {}

  static Answer answer(SessionView view) {
    StringBuilder words = new StringBuilder("Session " + view.id() + " is " + state(view) + ".");
    if (view.reason() != null) {
      words.append("\nReason: ").append(cut(view.reason()));
    }
    view.tasks().forEach(task -> words.append('\n').append(line(task)));
    view.approvals()
        .forEach(it ->
            words
                .append(
                    "\nWaits for a person's permission, which only a person gives, in the app: ")
                .append(cut(it.words())));
    view.questions().forEach(it -> words.append('\n').append(asked(it)));
    view.budget()
        .reached()
        .forEach(it ->
            words
                .append("\nStands still because a budget is used up, until a person raises it: ")
                .append(it.what()));
    List<ArtifactView> files = view.artifacts().stream().filter(it -> it.sha256() != null).toList();
    List<Content> contents = new ArrayList<>();
    contents.add(new Content.Text(words.toString()));
    files.stream().limit(MAX_FILES).forEach(file -> contents.add(link(view, file)));
    return Answer.of(List.copyOf(contents), data(view, files));
  }

  /// `running: 1 of 3 tasks have ended`
  static String state(SessionView view) {
    return "%s: %d of %d tasks have ended".formatted(word(view), ended(view), view.tasks().size());
  }

  static long ended(SessionView view) {
    return view.tasks().stream().filter(task -> task.status().ended()).count();
  }

  private static String word(SessionView view) {
    return view.status().name().toLowerCase(Locale.ROOT);
  }

  private static Content link(SessionView view, ArtifactView file) {
    return new Content.Link(
        ArtifactUri.of(view.id(), file.name()), file.name(), file.type(), file.size());
  }

  private static String asked(QuestionView it) {
    return "%s asks (answer with `send_message` and question %s): %s"
        .formatted(it.agent(), it.id(), cut(it.text()));
  }

  private static String line(TaskView task) {
    String came = task.status() == TaskStatus.COMPLETED ? task.result() : task.reason();
    return "- %s %s: %s%s"
        .formatted(
            task.id(),
            task.status().word(),
            cut(task.description()),
            came == null || came.isBlank() ? "" : "\n  " + cut(came));
  }

  private static String cut(@Nullable String text) {
    String whole = text == null ? "" : text;
    return whole.length() > MAX_TEXT ? whole.substring(0, MAX_TEXT) + "..." : whole;
  }

  private static Map<String, Object> data(SessionView view, List<ArtifactView> files) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("session", view.id().value());
    data.put("status", word(view));
    data.put("ended", view.endedAt() != null);
    data.put("tasks", view.tasks().stream().map(SessionWords::data).toList());
    data.put(
        "questions",
        view.questions().stream()
            .map(it -> Map.of("id", it.id(), "agent", it.agent().value(), "text", cut(it.text())))
            .toList());
    data.put("waitingForPerson", !view.approvals().isEmpty() || !view.budget().reached().isEmpty());
    data.put(
        "files",
        files.stream()
            .limit(MAX_FILES)
            .map(it ->
                Map.of(
                    "name",
                    it.name(),
                    "size",
                    it.size(),
                    "uri",
                    ArtifactUri.of(view.id(), it.name())))
            .toList());
    return data;
  }

  private static Map<String, Object> data(TaskView task) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", task.id().value());
    one.put("status", task.status().word());
    one.put("result", cut(task.result()));
    one.put("reason", cut(task.reason()));
    return one;
  }
}
