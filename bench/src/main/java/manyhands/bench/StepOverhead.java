package manyhands.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import manyhands.agent.Agent;
import manyhands.agent.Assignment;
import manyhands.agent.TaskEnd;
import manyhands.desktop.Point;
import manyhands.desktop.Recordings;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.DataFolder;
import manyhands.event.FileBlobs;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.event.TaskId;
import manyhands.model.scripted.ScriptedModel;
import manyhands.seat.Seat;

/// What the loop adds to the model's time and the screen's.
final class StepOverhead implements Bench {

  private static final int STEPS = 60;
  private static final int WARM = 10;
  static final int MANY = 8;

  @Override
  public String name() {
    return "step-overhead";
  }

  @Override
  public String what() {
    return "last byte of the scripted model's reply to the next question, settle excluded; clicks on a"
        + " static page in Chromium, real desktop, log and blobs";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    return List.of(
        Row.millis(
            "step overhead, 1 agent", measure(lab, 1, Recordings.NONE), "p50 25 ms, p95 60 ms"),
        Row.millis(
            "step overhead, 8 agents at once", measure(lab, MANY, Recordings.NONE), "p95 150 ms"));
  }

  static List<Long> measure(Lab lab, int agents, Recordings recordings) throws Exception {
    Path folder = lab.folder("overhead-" + System.nanoTime());
    List<Long> steps = new ArrayList<>();
    try (DataFolder data = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system())) {
      List<Work> works = new ArrayList<>();
      for (int i = 0; i < agents; i++) {
        Lab.Seated seated = lab.desktop();
        recordings.begin(seated.desktop(), "bench");
        Browser.open(seated.desktop(), "click.html", new Point(1, 1), 0x23406e);
        works.add(new Work(seated, new Stopwatch(), i + 1));
      }
      FileBlobs blobs = FileBlobs.open(data);
      List<Thread> threads =
          works.stream().map(work -> Thread.ofVirtual().start(() -> work.run(log, blobs))).toList();
      for (Thread thread : threads) {
        thread.join();
      }
      for (Work work : works) {
        work.seated.close();
        List<Long> all = work.watch.steps();
        steps.addAll(all.subList(Math.min(WARM, all.size()), all.size()));
      }
    }
    return steps;
  }

  private record Work(Lab.Seated seated, Stopwatch watch, int number) {

    void run(SqliteEventLog log, FileBlobs blobs) {
      String task =
          IntStream.range(0, STEPS + WARM)
              .mapToObj(i -> "click " + (560 + i % 160) + "," + (600 + i % 7))
              .collect(Collectors.joining(" and "));
      Agent agent =
          new Agent(
              new Seat(watch.desktop(seated.desktop())),
              watch.model(new ScriptedModel()),
              log,
              blobs,
              _ -> {});
      TaskEnd end =
          agent.run(
              new Assignment(
                  new SessionId("bench-" + number),
                  new AgentId("a" + number),
                  new TaskId("t1"),
                  task,
                  List.of(),
                  new Budget(1000, Long.MAX_VALUE, Duration.ofMinutes(5))));
      if (!(end instanceof TaskEnd.Done)) {
        throw new IllegalStateException("the clicks failed: " + end);
      }
    }
  }
}
