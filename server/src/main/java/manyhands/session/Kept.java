package manyhands.session;

import java.time.Instant;

/// Who keeps a desktop open, used or not, and sees to its end.
///
/// @param by in words, such as `sandbox i123`
/// @param until when they will end it
/// @param paused whether it stands still meanwhile
public record Kept(String by, Instant until, boolean paused) {

  String pausedWords() {
    return "the desktop is paused (" + by + "): it takes nothing until it is resumed";
  }
}
