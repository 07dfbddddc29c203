package manyhands.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.event.AgentId;
import manyhands.event.Standing;
import manyhands.session.AgentView;
import manyhands.session.ArtifactView;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import org.jspecify.annotations.Nullable;

/// `summary.html`: what was asked, what was done, by whom, with the files and every step. It needs
/// nothing but the pictures beside it and runs nothing.
final class SummaryPage {

  /// Types that a browser only shows. Others (a page, a drawing with scripts) are not linked to: a
  /// click must not run what an agent was made to write.
  private static final Set<String> HARMLESS =
      Set.of("txt", "md", "csv", "json", "log", "png", "jpg", "jpeg", "gif", "pdf");

  /// Agents are told apart by so many hues, and by their names.
  private static final int HUES = 4;

  private final SessionView view;
  private final Facts facts;
  private final Map<String, String> artifacts;
  private final Set<String> missing;
  private final Page page;

  /// `artifacts` says where each file is by its name, `missing` which paths are not there.
  SummaryPage(
      SessionView view,
      Facts facts,
      Map<String, String> artifacts,
      Set<String> missing,
      OutputStream out) {
    this.view = view;
    this.facts = facts;
    this.artifacts = artifacts;
    this.missing = missing;
    this.page = new Page(out);
  }

  void write() {
    head();
    header();
    page.raw("<main>\n");
    tasks();
    files();
    for (AgentView agent : view.agents()) {
      agent(agent);
    }
    new SessionNotes(view, page).write(facts);
    page.raw("</main>\n<footer>");
    page.text("Session " + view.id() + ", as it was after entry " + view.seq() + ". ");
    page.raw("Everything in full: <code>events.jsonl</code>. Times are in UTC.");
    page.raw("</footer>\n</body>\n</html>\n");
  }

  private void head() {
    page.raw(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' \
        data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        """);
    page.element("title", Words.brief(view.prompt(), 80) + " - Manyhands");
    page.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n");
  }

  private static String style() {
    try (InputStream in = SummaryPage.class.getResourceAsStream("summary.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    page.raw("<header>\n").element("p.brand", "Manyhands");
    page.element(view.prompt().length() > 240 ? "h1.long" : "h1", view.prompt());
    String status = view.status().word();
    page.raw("<p class=\"line\"><span class=\"pill " + status + "\">");
    page.raw(mark(view.status())).raw(" " + Words.capital(status) + "</span>");
    List<TaskView> tasks = view.tasks().stream().filter(task -> !task.superseded()).toList();
    long done = tasks.stream().filter(SummaryPage::completed).count();
    item(done + " of " + Words.count(tasks.size(), "task") + " completed" + standings());
    item(Words.count(view.agents().size(), "agent"));
    item(Words.count(view.usage().steps(), "step"));
    if (view.endedAt() != null) {
      item("took " + Words.time(Duration.between(view.createdAt(), view.endedAt())));
    }
    if (view.usage().input() + view.usage().output() > 0) {
      item(
          String.format(Locale.ROOT, "%,d", view.usage().input() + view.usage().output())
              + " tokens");
    }
    Double cost = view.usage().cost();
    if (cost != null) {
      item(String.format(Locale.ROOT, cost < 1 ? "$%.3f" : "$%.2f", cost));
    }
    item("began " + Words.moment(view.createdAt()));
    page.raw("</p>\n");
    if (view.reason() != null) {
      page.element("p.reason", view.reason());
    }
    if (!view.status().ended()) {
      page.element("p.reason", "The session was still going on when this was written.");
    }
    if (!missing.isEmpty()) {
      page.element(
          "p.reason",
          Words.count(missing.size(), "file") + " could not be read; missing.txt names them.");
    }
    page.raw("</header>\n");
  }

  private void item(String words) {
    page.raw("<span>").text(words).raw("</span>");
  }

  private static String mark(SessionStatus status) {
    return switch (status) {
      case COMPLETED -> "✓";
      case FAILED -> "✗";
      case STOPPED -> "■";
      case PAUSED, REVIEW -> "❚❚";
      case PLANNING, RUNNING -> "●";
    };
  }

  private static boolean completed(TaskView task) {
    return task.status() == manyhands.whiteboard.TaskStatus.COMPLETED;
  }

  /// How far the results can be trusted.
  private String standings() {
    String words =
        Arrays.stream(Standing.values())
            .map(one -> {
              long count = view.tasks().stream().filter(it -> it.standing() == one).count();
              return count == 0 ? "" : count + " " + word(one);
            })
            .filter(one -> !one.isEmpty())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : ": " + words;
  }

  private static String word(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }

  private void tasks() {
    if (view.tasks().isEmpty()) {
      return;
    }
    page.raw("<section>\n<h2>Tasks</h2>\n<ol class=\"tasks\">\n");
    for (TaskView task : view.tasks()) {
      String mark =
          switch (task.status()) {
            case COMPLETED -> "✓";
            case FAILED -> "✗";
            case CANCELLED -> "–";
            case PENDING -> "○";
            case ASSIGNED -> "●";
          };
      page.raw("<li class=\"" + task.status().word() + "\"><span class=\"mark\">" + mark);
      page.raw("</span><div>").element("p.what", task.description());
      if (task.result() != null && !task.result().isBlank()) {
        page.element("p.result", task.result());
      }
      if (task.done() != null) {
        page.element("p.quiet", "Done when: " + task.done());
      }
      if (task.checked() != null) {
        page.element("p.quiet", "The check said: " + task.checked());
      }
      if (task.reason() != null && !task.reason().isBlank()) {
        page.element("p.result.bad", task.reason());
      }
      page.raw("</div><span class=\"by\">");
      chip(task.agent());
      Standing standing = task.standing();
      String word = task.superseded() ? "planned anew" : task.status().word();
      page.element("small", standing == null ? word : word(standing)).raw("</span></li>\n");
    }
    page.raw("</ol>\n</section>\n");
  }

  private void chip(@Nullable AgentId agent) {
    if (agent != null) {
      page.raw("<span class=\"chip " + hue(agent) + "\">").text(name(agent)).raw("</span>");
    }
  }

  private String name(AgentId agent) {
    return view.agents().stream()
        .filter(one -> one.id().equals(agent))
        .map(AgentView::name)
        .findFirst()
        .orElse(agent.value());
  }

  private String hue(AgentId agent) {
    int number = view.agents().stream().map(AgentView::id).toList().indexOf(agent);
    return "hue" + Math.floorMod(number, HUES);
  }

  private void files() {
    if (view.artifacts().isEmpty()) {
      return;
    }
    page.raw("<section>\n<h2>Files</h2>\n<ul class=\"files\">\n");
    for (ArtifactView file : view.artifacts()) {
      page.raw("<li><span class=\"name\">");
      String path = artifacts.get(file.name());
      if (path == null || missing.contains(path) || !harmless(path)) {
        page.text(file.name());
      } else {
        page.raw("<a href=\"" + Html.address(path) + "\" rel=\"noreferrer\">");
        page.text(file.name()).raw("</a>");
      }
      page.raw("</span>");
      String kept = file.left() == null ? "" : "left out: " + file.left();
      if (path != null && missing.contains(path)) {
        kept = "its bytes are missing";
      } else if (path != null && !path.equals("artifacts/" + file.name())) {
        kept = path;
      }
      page.element("small.note", kept).element("small.size", Words.bytes(file.size()));
      chip(file.agent());
      page.raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
  }

  private static boolean harmless(String path) {
    return HARMLESS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private void agent(AgentView agent) {
    page.raw("<section class=\"agent " + hue(agent.id()) + "\">\n<h2><i></i>").text(agent.name());
    page.raw(" ").element("small", agent.status().word()).raw("</h2>\n");
    if (agent.reason() != null && !agent.reason().isBlank()) {
      page.element("p.reason", agent.reason());
    }
    page.raw("<ol class=\"steps\">\n");
    AgentStory story = new AgentStory(agent.id(), view, missing, page);
    facts.forEach(story::read);
    story.end();
    page.raw("</ol>\n</section>\n");
  }
}
