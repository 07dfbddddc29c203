package manyhands.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import manyhands.agent.Agent;
import manyhands.agent.Assignment;
import manyhands.desktop.Desktop;
import manyhands.desktop.Point;
import manyhands.event.AgentId;
import manyhands.event.Blobs;
import manyhands.event.Budget;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.FileBlobs;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.event.TaskId;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.Reply;
import manyhands.model.scripted.ScriptedModel;
import manyhands.seat.Seat;

/// Where a step's time goes: every call that an agent makes of its desktop, the log and the blobs
/// between a reply and the next question, by name. What is left is the loop's own.
final class StepParts implements Bench {

  private static final int STEPS = 100;
  private static final int WARM = 30;

  @Override
  public String name() {
    return "step-parts";
  }

  @Override
  public String what() {
    return "what `step-overhead` is made of, one agent; `settle` is not part of it";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    Parts parts = new Parts();
    try (DataFolder data = DataFolder.open(lab.folder("parts-" + System.nanoTime()));
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system());
        Lab.Seated seated = lab.desktop()) {
      Browser.open(seated.desktop(), "click.html", new Point(1, 1), 0x23406e);
      new Agent(
              new Seat(parts.timed(Desktop.class, seated.desktop())),
              parts.model(new ScriptedModel()),
              parts.timed(EventLog.class, log),
              parts.timed(Blobs.class, FileBlobs.open(data)),
              _ -> {})
          .run(clicks());
    }
    return parts.rows();
  }

  private static Assignment clicks() {
    String task =
        IntStream.range(0, STEPS + WARM)
            .mapToObj(i -> "click " + (560 + i % 160) + "," + (600 + i % 7))
            .collect(Collectors.joining(" and "));
    return new Assignment(
        new SessionId("bench-parts"),
        new AgentId("a1"),
        new TaskId("t1"),
        task,
        List.of(),
        new Budget(1000, Long.MAX_VALUE, Duration.ofMinutes(5)));
  }

  /// Belongs to the agent's thread.
  private static final class Parts {

    private final List<Map<String, Long>> steps = new ArrayList<>();
    private Map<String, Long> step = new LinkedHashMap<>();
    private long replied;

    <T> T timed(Class<T> type, T real) {
      InvocationHandler handler =
          (_, method, arguments) -> {
            long began = System.nanoTime();
            try {
              return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            } finally {
              String name = method.getName() + said(arguments);
              step.merge(name, System.nanoTime() - began, Long::sum);
            }
          };
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /// The last of the facts that are appended together.
    private static String said(Object[] arguments) {
      return arguments != null
              && arguments.length == 2
              && arguments[1] instanceof List<?> facts
              && facts.getLast() instanceof Event fact
          ? " " + fact.getClass().getSimpleName()
          : "";
    }

    Model model(Model model) {
      return new ForwardingModel() {
        @Override
        public Model model() {
          return model;
        }

        @Override
        public Reply ask(Conversation conversation, ThinkingListener listener) {
          if (replied != 0) {
            step.put("whole", System.nanoTime() - replied - step.getOrDefault("settle", 0L));
            steps.add(step);
          }
          Reply reply = model.ask(conversation, listener);
          step = new LinkedHashMap<>();
          replied = System.nanoTime();
          return reply;
        }
      };
    }

    List<Row> rows() {
      List<Map<String, Long>> counted = steps.subList(Math.min(WARM, steps.size()), steps.size());
      Map<String, List<Long>> all = new LinkedHashMap<>();
      for (Map<String, Long> one : counted) {
        long whole = one.getOrDefault("whole", 0L);
        long known =
            one.entrySet().stream()
                .filter(part -> !List.of("whole", "settle").contains(part.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        one.forEach((part, nanos) -> all.computeIfAbsent(part, _ -> new ArrayList<>()).add(nanos));
        all.computeIfAbsent("the loop itself", _ -> new ArrayList<>()).add(whole - known);
      }
      return all.entrySet().stream()
          .map(part -> Row.millis(part.getKey(), part.getValue(), ""))
          .toList();
    }
  }
}
