package manyhands.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The conversation of one try at a task: a fold over the facts that follow the task's assignment,
/// and nothing else, so that a process that did not start the agent can rebuild it.
///
/// Old pictures give way to a word. They go several at once, so that a conversation's beginning
/// stays the same for many steps and a provider can keep it cached.
final class Transcript {

  /// Pictures that always stay.
  static final int FEWEST_PICTURES = 3;

  /// Pictures that are shown at most, before the oldest go. Providers hold the pictures of a
  /// request with more than 20 to a smaller size; from 12 to 20 a step costs least (`bench/run
  /// tokens`).
  static final int MOST_PICTURES = 20;

  private static final String NUDGE =
      "No tool was called. Go on with a tool, or end the task with `finish` or `fail`.";

  private final AgentId agent;
  private final Computer computer;
  private final Assignment.Goal goal;
  private final List<Part> opening;
  private final Function<BlobId, byte[]> pictures;
  private final List<ToolSpec> others;
  private final List<Turn> turns = new ArrayList<>();

  /// The size of the pictures; null before the first.
  private Conversation.@Nullable Screen screen;

  /// What happened and was not told yet: a model hears of it when it is asked next.
  private final List<String> news = new ArrayList<>();

  /// What people were asked since the agent was stuck.
  private final Set<String> questions = new HashSet<>();

  /// A reply (none in the first turn) and what came of it.
  private record Turn(
      Event.@Nullable ModelAnswered answered,
      Map<String, Event.ActionPerformed> results,
      Map<String, Event.ScreenSeen> seen,
      Map<String, Event.ScreenZoomed> zoomed,
      Map<String, List<Event.PictureGiven>> given,
      List<String> news) {
    private static final String NO_CALL = "";

    Turn(Event.@Nullable ModelAnswered answered) {
      this(
          answered,
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new HashMap<>(),
          new ArrayList<>());
    }
  }

  Transcript(Assignment assignment, Computer computer, Function<BlobId, byte[]> pictures) {
    this(assignment, computer, pictures, List.of());
  }

  /// With tools of other servers.
  Transcript(
      Assignment assignment,
      Computer computer,
      Function<BlobId, byte[]> pictures,
      List<ToolSpec> others) {
    this.agent = assignment.agent();
    this.computer = computer;
    this.goal = assignment.goal();
    this.opening = Instructions.opening(assignment);
    this.pictures = pictures;
    this.others = others;
    turns.add(new Turn(null));
  }

  /// Takes in one fact; facts about others change nothing.
  void apply(Event event) {
    Turn last = turns.getLast();
    if (event instanceof Event.ModelAnswered answered && answered.agent().equals(agent)) {
      turns.add(new Turn(answered));
    } else if (event instanceof Event.ActionPerformed performed
        && agent.equals(performed.agent())
        && performed.call() != null
        && last.answered() != null) {
      last.results().put(performed.call(), performed);
    } else if (event instanceof Event.ScreenSeen seen && seen.agent().equals(agent)) {
      // Looked at twice without a change in between, the first picture is as good.
      last.seen()
          .merge(
              seen.call() == null ? Turn.NO_CALL : seen.call(),
              seen,
              (first, again) -> isUnchanged(again) ? first : again);
      screen = new Conversation.Screen(seen.size().width(), seen.size().height());
    } else if (event instanceof Event.ScreenZoomed zoomed && zoomed.agent().equals(agent)) {
      last.zoomed().put(zoomed.call(), zoomed);
    } else if (event instanceof Event.PictureGiven given && given.agent().equals(agent)) {
      last.given().computeIfAbsent(given.call(), _ -> new ArrayList<>()).add(given);
    } else if (event instanceof Event.SeatReturned returned && agent.equals(returned.agent())) {
      news.add(Handover.words(returned));
    } else if (event instanceof Event.MessageSent sent
        && (sent.agent() == null || agent.equals(sent.agent()))) {
      news.add(Instructions.message(sent.text()));
    } else if (event instanceof Event.AgentStuck stuck && stuck.agent().equals(agent)) {
      hearOf(stuck);
    } else if (event instanceof Event.QuestionAsked asked
        && asked.agent().equals(agent)
        && asked.why().equals("stuck")) {
      questions.add(asked.question());
    } else if (event instanceof Event.QuestionAnswered answered
        && answered.text() != null
        && questions.remove(answered.question())) {
      news.add(StuckWords.answer(answered.text()));
    } else if (event instanceof Event.FilesGiven given) {
      news.add(Instructions.files(given.files()));
    } else if (event instanceof Event.ModelAsked asked && asked.agent().equals(agent)) {
      last.news().addAll(news);
      news.clear();
    }
  }

  private void hearOf(Event.AgentStuck stuck) {
    Rung rung = Rung.of(stuck.rung());
    if (rung != null) {
      boolean zooms = computer != Computer.CLAUDE_TOOL && computer != Computer.OPENAI_COMPUTER;
      news.add(StuckWords.told(rung, stuck.reason(), stuck.approach(), zooms));
    }
  }

  /// The ids of all calls so far.
  Set<String> callIds() {
    Set<String> ids = new HashSet<>();
    for (Turn turn : turns) {
      if (turn.answered() != null) {
        turn.answered().calls().forEach(call -> ids.add(call.id()));
      }
    }
    return ids;
  }

  Conversation conversation() {
    PictureRow row = new PictureRow();
    turns.forEach(turn -> addTo(new ArrayList<>(), turn, row));
    PictureRow shown = new PictureRow(row.count);
    List<Message> messages = new ArrayList<>();
    turns.forEach(turn -> addTo(messages, turn, shown));
    return new Conversation(
        SystemPrompt.of(computer, !others.isEmpty()),
        Stream.concat(Instructions.tools(computer, goal).stream(), others.stream()).toList(),
        List.copyOf(messages),
        screen,
        shown.rewritten);
  }

  private void addTo(List<Message> messages, Turn turn, PictureRow row) {
    List<Part> parts = new ArrayList<>();
    Event.ModelAnswered answered = turn.answered();
    if (answered == null) {
      parts.addAll(opening);
    } else {
      messages.add(new Message(Message.Role.ASSISTANT, said(answered)));
      for (Event.ToolUse call : answered.calls()) {
        parts.add(result(call, turn, row));
      }
      if (answered.calls().isEmpty()) {
        parts.add(new Part.Text(NUDGE));
      }
    }
    turn.news().forEach(words -> parts.add(new Part.Text(words)));
    Event.ScreenSeen look = turn.seen().get(Turn.NO_CALL);
    if (look != null) {
      parts.add(picture(look, true, row));
    }
    messages.add(new Message(Message.Role.USER, List.copyOf(parts)));
    row.sent(messages.size());
  }

  private static List<Part> said(Event.ModelAnswered answered) {
    List<Part> parts = new ArrayList<>();
    answered.thinking().forEach(it -> parts.add(new Part.Thinking(it.text(), it.signature())));
    if (!answered.text().isEmpty()) {
      parts.add(new Part.Text(answered.text()));
    }
    for (Event.ToolUse call : answered.calls()) {
      ObjectNode arguments = (ObjectNode) JsonMapper.shared().readTree(call.arguments());
      parts.add(new Part.ToolCall(call.id(), call.name(), arguments));
    }
    if (parts.isEmpty()) {
      parts.add(new Part.Text("(an empty reply)"));
    }
    return List.copyOf(parts);
  }

  private Part result(Event.ToolUse call, Turn turn, PictureRow row) {
    Event.ActionPerformed ended = turn.results().get(call.id());
    if (ended == null) {
      // Only until the one who resumes this has written down that the outcome is unknown.
      return new Part.ToolResult(call.id(), List.of(new Part.Text("No outcome.")), true);
    }
    List<Part> content = new ArrayList<>();
    content.add(new Part.Text(Material.ofTool(call.name(), ended)));
    Event.ScreenSeen look = turn.seen().get(call.id());
    if (look != null) {
      content.add(picture(look, call.name().equals("screenshot"), row));
    }
    Event.ScreenZoomed part = turn.zoomed().get(call.id());
    if (part != null) {
      content.add(image(part.picture(), part.mediaType(), row));
    }
    for (Event.PictureGiven given : turn.given().getOrDefault(call.id(), List.of())) {
      content.add(image(given.picture(), given.mediaType(), row));
    }
    return new Part.ToolResult(
        call.id(), List.copyOf(content), ended.outcome() != Outcome.PERFORMED);
  }

  private Part picture(Event.ScreenSeen look, boolean always, PictureRow row) {
    if (!always && isUnchanged(look)) {
      return new Part.Text("The screen has not changed.");
    }
    return image(look.picture(), look.mediaType(), row);
  }

  private static boolean isUnchanged(Event.ScreenSeen look) {
    return look.changed() != null && look.changed().isEmpty();
  }

  private Part image(BlobId picture, String mediaType, PictureRow row) {
    return row.shows()
        ? new Part.Image(pictures.apply(picture), mediaType)
        : new Part.Text("(an earlier picture)");
  }

  /// Counts pictures in order and knows which of them are still shown.
  private static final class PictureRow {
    private final int firstShown;
    private int count;

    /// How many messages there were when pictures gave way for the last time.
    private int rewritten;

    /// Only counts.
    PictureRow() {
      this.firstShown = Integer.MAX_VALUE;
    }

    PictureRow(int all) {
      int together = MOST_PICTURES - FEWEST_PICTURES + 1;
      this.firstShown = Math.max(0, all - FEWEST_PICTURES) / together * together;
    }

    boolean shows() {
      return count++ >= firstShown;
    }

    /// So many messages there are now.
    void sent(int messages) {
      if (firstShown > 0 && rewritten == 0 && count >= firstShown + FEWEST_PICTURES) {
        rewritten = messages;
      }
    }
  }
}
