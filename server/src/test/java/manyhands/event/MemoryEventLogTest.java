package manyhands.event;

import java.time.InstantSource;

class MemoryEventLogTest extends EventLogContract {

  private final EventLog log = new MemoryEventLog(InstantSource.fixed(NOON));

  @Override
  EventLog log() {
    return log;
  }
}
