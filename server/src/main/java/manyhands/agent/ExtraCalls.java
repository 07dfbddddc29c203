package manyhands.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.agent.Answer.Call;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.Event.ToolUse;
import manyhands.model.Part.ToolCall;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Calls of other servers' tools, for one try: those that its model is offered stay the same until
/// it ends, so that a provider keeps its beginning cached. For one thread.
final class ExtraCalls {

  /// How a result begins when the words after it are the server's.
  static final String REFUSED = "The server answered with an error:\n";

  /// What a model can read of one answer without losing sight of its task.
  static final int MAX_ANSWER = 32_768;

  private static final String GONE =
      "It was there before and is not at the moment: its server cannot be reached, or has it no more.";

  private final ExtraTools servers;
  private final Map<String, ExtraTool> offered;
  private final CallJournal journal;
  private final Pictures pictures;
  private final Steering people;

  ExtraCalls(
      ExtraTools servers,
      List<ExtraTool> offered,
      CallJournal journal,
      Pictures pictures,
      Steering people) {
    this.servers = servers;
    this.offered = new LinkedHashMap<>();
    offered.forEach(tool -> this.offered.put(tool.name(), tool));
    this.journal = journal;
    this.pictures = pictures;
    this.people = people;
  }

  /// What a try is offered: what there is, and what it has called before, for a provider may refuse
  /// a conversation about tools that it was not told of.
  static List<ExtraTool> offer(ExtraTools servers, List<Event> soFar) throws InterruptedException {
    Map<String, ExtraTool> offer = new LinkedHashMap<>();
    servers.tools().forEach(tool -> offer.put(tool.name(), tool));
    for (Event event : soFar) {
      if (event instanceof Event.ModelAnswered it) {
        it.calls().stream()
            .map(ToolUse::name)
            .filter(ToolSpec::isOfOthers)
            .forEach(name -> offer.computeIfAbsent(name, ExtraCalls::gone));
      }
    }
    return List.copyOf(offer.values());
  }

  private static ExtraTool gone(String name) {
    int end = name.indexOf(ToolSpec.SEPARATOR);
    var schema = JsonMapper.shared().createObjectNode().put("type", "object");
    schema.putObject("properties");
    String tool = name.substring(end + ToolSpec.SEPARATOR.length());
    return new ExtraTool(name.substring(0, end), tool, new ToolSpec(name, GONE, schema), true);
  }

  CallJournal journal() {
    return journal;
  }

  /// What the call means; null when it is none of these tools.
  @Nullable Intent read(ToolCall call) throws ToolFault {
    ExtraTool tool = offered.get(call.name());
    if (tool == null) {
      return null;
    }
    String arguments = call.arguments().toString();
    if (!Words.isWhole(arguments)) {
      throw new ToolFault("the arguments hold half of a surrogate pair, which is no character");
    }
    if (people.isSecret(arguments)) {
      throw new ToolFault(
          "the arguments hold a secret of the person you work for, and secrets go to no other"
              + " server: type it with `type_secret` where it belongs, or do without it");
    }
    return new Intent.Extra(tool, call.arguments());
  }

  /// Has it done; true when it was. Throws when it is interrupted meanwhile.
  boolean carryOut(Call call, Intent.Extra it, int step, Duration left)
      throws InterruptedException {
    journal.intend(call, it, step);
    long began = System.nanoTime();
    ExtraAnswer answer = new ExtraAnswer.Unknown("of an internal error");
    try {
      answer = servers.call(it.tool(), it.arguments(), left);
    } catch (InterruptedException e) {
      answer = new ExtraAnswer.Unknown("the work was stopped while it was being done");
      throw e;
    } finally {
      end(call, answer, Duration.ofNanos(System.nanoTime() - began));
    }
    String text = words(answer);
    String suspicious = text == null ? null : Suspicion.in(text);
    if (suspicious != null) {
      journal.warn(call.id(), Material.ofServer(call.tool()), suspicious);
    }
    return answer instanceof ExtraAnswer.Given;
  }

  private void end(Call call, ExtraAnswer answer, Duration took) {
    switch (answer) {
      case ExtraAnswer.Given it -> {
        for (ExtraAnswer.Picture picture : it.pictures()) {
          journal.given(call.id(), pictures.put(picture.bytes()), picture);
        }
        journal.end(call, Outcome.PERFORMED, tidy(it.text()), took);
      }
      case ExtraAnswer.Refused it ->
          journal.end(call, Outcome.FAILED, REFUSED + tidy(it.text()), took);
      case ExtraAnswer.NotDone it ->
          journal.end(call, Outcome.FAILED, "Not done: " + it.why() + ".", took);
      case ExtraAnswer.Unknown it ->
          journal.end(
              call,
              Outcome.UNKNOWN,
              "Outcome unknown: "
                  + it.why()
                  + ". It may have happened, wholly or in part, or not at all: find out before you"
                  + " go on.",
              took);
    }
  }

  private static @Nullable String words(ExtraAnswer answer) {
    return switch (answer) {
      case ExtraAnswer.Given it -> it.text();
      case ExtraAnswer.Refused it -> it.text();
      case ExtraAnswer.NotDone _, ExtraAnswer.Unknown _ -> null;
    };
  }

  private static String tidy(String text) {
    String whole = Words.cut(Legible.whole(text), MAX_ANSWER);
    return whole.isBlank() ? "(no words)" : whole;
  }
}
