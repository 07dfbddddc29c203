package manyhands.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.simulation.Step.Kind;
import manyhands.simulation.Step.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model without a mind: it says what the dice say, well-formed or not, and minds as strictly as
/// providers do what it is given. No action of its is like another, so that one that is done twice
/// is seen.
record SimModel(Life life, Steps steps, Rack rack, AtomicInteger numbers, int troublePercent)
    implements Model {

  private static final List<ModelException.Code> TROUBLES = List.of(ModelException.Code.values());

  @Override
  public String name() {
    return "dice";
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    return steps.take(life, Kind.MODEL, "ask", verdict -> reply(conversation, verdict));
  }

  private Reply reply(Conversation conversation, Verdict verdict) {
    StrictProvider.faults(conversation).forEach(rack::wrong);
    Random dice = new Random(verdict.dice());
    if (verdict.interrupted()) {
      throw new ModelException(ModelException.Code.FAILED, "interrupted");
    }
    if (dice.nextInt(100) < troublePercent) {
      throw new ModelException(
          TROUBLES.get(dice.nextInt(TROUBLES.size())), "trouble with the model");
    }
    List<Part> parts =
        switch (conversation.tools().getFirst().name()) {
          case "plan" -> plan(dice);
          case "replan" -> replan(dice);
          case "verdict" -> judge(dice);
          default -> work(dice);
        };
    return new Reply(parts, new Usage(10, 5, 0));
  }

  private List<Part> judge(Random dice) {
    if (dice.nextInt(100) < troublePercent) {
      return List.of(new Part.Text("Who knows."));
    }
    String word = dice.nextInt(4) == 0 ? "disputed" : "verified";
    return List.of(call("verdict", "{\"verdict\":\"%s\",\"reason\":\"dice\"}".formatted(word)));
  }

  private List<Part> replan(Random dice) {
    if (dice.nextInt(100) < troublePercent) {
      return List.of(call("replan", "{\"tasks\":[{\"id\":\"t99\"}]}"));
    }
    String tasks =
        dice.nextBoolean()
            ? ""
            : "{\"id\":null,\"description\":\"another way\",\"done\":\"\",\"depends_on\":[]}";
    return List.of(call("replan", "{\"why\":\"dice\",\"tasks\":[" + tasks + "]}"));
  }

  private List<Part> plan(Random dice) {
    if (dice.nextInt(100) < troublePercent) {
      return List.of(new Part.Text("I would rather not."));
    }
    StringBuilder tasks = new StringBuilder();
    int count = 1 + dice.nextInt(4);
    for (int i = 0; i < count; i++) {
      String needs = i > 0 && dice.nextInt(3) == 0 ? "" + dice.nextInt(i) : "";
      tasks
          .append(i == 0 ? "" : ",")
          .append("{\"description\":\"task ")
          .append(i)
          .append("\",\"depends_on\":[")
          .append(needs)
          .append("]}");
    }
    return List.of(call("plan", "{\"tasks\":[" + tasks + "]}"));
  }

  private List<Part> work(Random dice) {
    int what = dice.nextInt(100);
    if (what < 30) {
      return List.of(call("finish", "{\"result\":\"done\",\"evidence\":\"dice\"}"));
    }
    if (what < 33) {
      return List.of(call("fail", "{\"reason\":\"it cannot be done\"}"));
    }
    if (what < 33 + troublePercent) {
      return malformed(dice);
    }
    List<Part> parts = new ArrayList<>();
    if (dice.nextBoolean()) {
      parts.add(new Part.Thinking("hm", "signed"));
    }
    for (int i = dice.nextInt(3); i >= 0; i--) {
      parts.add(useful(dice));
    }
    return parts;
  }

  private Part useful(Random dice) {
    int number = numbers.incrementAndGet();
    return switch (dice.nextInt(10)) {
      case 0 -> call("screenshot", "{}");
      case 1 -> call("type_text", "{\"text\":\"k%d\"}".formatted(number));
      case 2 -> call("run_command", "{\"command\":\"k%d\"}".formatted(number));
      case 3 ->
          call(
              "write_file", "{\"path\":\"k%d.txt\",\"content\":\"k%d\"}".formatted(number, number));
      case 4 -> call("read_file", "{\"path\":\"nothing\"}");
      case 5 -> call("wait", "{\"millis\":%d}".formatted(1 + dice.nextInt(2000)));
      case 6 -> call("note", "{\"text\":\"k%d\"}".formatted(number));
      case 7 -> call("ask_human", "{\"question\":\"k%d\"}".formatted(number));
      default -> call("click", "{\"x\":%d,\"y\":%d}".formatted(number % 1280, number / 1280));
    };
  }

  private List<Part> malformed(Random dice) {
    Part click = call("click", "{\"x\":1000000000,\"y\":-1}");
    return switch (dice.nextInt(7)) {
      case 0 -> List.of();
      case 1 -> List.of(new Part.Text("No tool today."));
      case 2 -> List.of(call("teleport", "{\"where\":\"home\"}"));
      case 3 -> List.of(click);
      case 4 -> List.of(click, click);
      case 5 -> List.of(call("click", "{\"x\":\"left\"}"), call("finish", "{\"result\":\"no\"}"));
      default -> {
        List<Part> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          many.add(useful(dice));
        }
        yield many;
      }
    };
  }

  private Part.ToolCall call(String name, String arguments) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(arguments);
    return new Part.ToolCall("c" + numbers.incrementAndGet(), name, json);
  }
}
