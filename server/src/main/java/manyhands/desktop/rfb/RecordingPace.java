package manyhands.desktop.rfb;

import java.time.Duration;

/// Says when the next update may be written, so that no screen writes more than the limits allow on
/// average. It saves up to one burst and lends one update: what is owed is waited for. For one
/// thread.
final class RecordingPace {

  private final RecordingLimits limits;
  private double credit;
  private long countedAt;

  RecordingPace(RecordingLimits limits, long nanos) {
    this.limits = limits;
    this.credit = limits.burst();
    this.countedAt = nanos;
  }

  /// How long to wait from now on before the next update: at least the time to gather.
  Duration pause(long nanos) {
    count(nanos);
    long owed = credit < 0 ? (long) (-credit / limits.bytesPerSecond() * 1e9) : 0;
    return Duration.ofNanos(Math.max(owed, limits.gather().toNanos()));
  }

  void wrote(int bytes, long nanos) {
    count(nanos);
    credit -= bytes;
  }

  private void count(long nanos) {
    double earned = (nanos - countedAt) / 1e9 * limits.bytesPerSecond();
    credit = Math.min((double) limits.burst(), credit + earned);
    countedAt = nanos;
  }
}
