package manyhands.seat;

import java.time.Duration;
import java.util.Map;

/// Writes down who has a seat: in order, each before it has an effect on anybody else.
public interface SeatRecorder {

  /// A person has it, until nothing was done for `quiet`. When this throws, the seat is not taken.
  void taken(Actor.Human person, Duration quiet);

  /// It is the agent's again; how often was done what, by kind.
  void returned(String why, Map<String, Integer> kinds);

  /// Nobody wants to know.
  SeatRecorder NOBODY =
      new SeatRecorder() {
        @Override
        public void taken(Actor.Human person, Duration quiet) {}

        @Override
        public void returned(String why, Map<String, Integer> kinds) {}
      };
}
