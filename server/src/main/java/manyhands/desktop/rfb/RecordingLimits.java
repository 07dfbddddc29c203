package manyhands.desktop.rfb;

import java.time.Duration;

/// How much is recorded.
///
/// @param gather what is drawn within so long becomes one update: an eye sees no more of an agent's
///   work, and a screen that redraws sixty times a second costs as little as one that does four
///   times
/// @param bytesPerSecond on average, for one desktop: a page read or a form filled takes a tenth
/// @param burst bytes that may be written faster than that: some seconds of a video's pictures
/// @param desktopBytes of one desktop; then its recording ends with a mark
/// @param shelfBytes of one session, however many desktops it uses up
/// @param allBytes of all sessions; the oldest recordings make room
/// @param freeBytes that are left to the log and to everybody else
record RecordingLimits(
    Duration gather,
    long bytesPerSecond,
    long burst,
    long desktopBytes,
    long shelfBytes,
    long allBytes,
    long freeBytes) {

  static final RecordingLimits USUAL =
      new RecordingLimits(
          Duration.ofMillis(250),
          64L << 10,
          8L << 20,
          128L << 20,
          512L << 20,
          8L << 30,
          512L << 20);
}
