package manyhands.bench;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.event.TaskId;

/// How long a durable append takes: the fact is on the disk when it returns.
final class Append implements Bench {

  private static final int WARM = 500;
  private static final int APPENDS = 3000;

  @Override
  public String name() {
    return "append";
  }

  @Override
  public String what() {
    return "one event appended, durable when it returns";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Long> appends = new ArrayList<>();
    SessionId session = new SessionId("bench");
    Event event = new Event.ModelAsked(new AgentId("a1"), new TaskId("t1"), 1);
    try (DataFolder data = DataFolder.open(lab.folder("append"));
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system())) {
      for (int i = 0; i < WARM + APPENDS; i++) {
        long began = System.nanoTime();
        log.append(session, event);
        if (i >= WARM) {
          appends.add(System.nanoTime() - began);
        }
      }
    }
    return List.of(Row.millis("event append", appends, "p50 1 ms"));
  }
}
