package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import manyhands.event.Entry;
import manyhands.event.Event;
import org.jspecify.annotations.Nullable;

/// How long a session has been at work: a fold. Time in which people let all of it wait, or no
/// server ran, does not count.
final class WorkTime {

  private Duration worked = Duration.ZERO;
  private @Nullable Instant last;
  private boolean waits;

  void apply(Entry entry) {
    boolean gap = entry.event() instanceof Event.SessionRecovered;
    if (last != null && !waits && !gap && entry.at().isAfter(last)) {
      worked = worked.plus(Duration.between(last, entry.at()));
    }
    last = entry.at();
    waits =
        switch (entry.event()) {
          case Event.SessionPaused it when it.agent() == null -> true;
          case Event.SessionResumed it when it.agent() == null -> false;
          case Event.PlanMade it -> it.until() != null;
          case Event.SessionStarted _, Event.SessionContinued _ -> false;
          case Event.SessionClosed _ -> true;
          case Event _ -> waits;
        };
  }

  Duration until(Instant now) {
    return last == null || waits || !now.isAfter(last)
        ? worked
        : worked.plus(Duration.between(last, now));
  }
}
