package manyhands.seat;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// On what terms people get a seat: it goes back after `quiet` without an action. With `threads`
/// that is noticed in time by itself, without them when the next one comes.
public record SeatTerms(
    Duration quiet, @Nullable ThreadFactory threads, SeatRecorder recorder, SecretKeys secrets) {

  /// Long enough to read a page in between, short enough that a forgotten tab costs little.
  public static final Duration USUAL_QUIET = Duration.ofSeconds(60);

  static final SeatTerms UNRECORDED = new SeatTerms(USUAL_QUIET, null, SeatRecorder.NOBODY);

  /// Without a secret.
  public SeatTerms(Duration quiet, @Nullable ThreadFactory threads, SeatRecorder recorder) {
    this(quiet, threads, recorder, SecretKeys.NONE);
  }

  public SeatTerms {
    if (!quiet.isPositive()) {
      throw new IllegalArgumentException("a seat is kept for some time, not " + quiet);
    }
  }
}
