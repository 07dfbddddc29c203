package manyhands.session;

/// Text of strangers, made fit for a sentence.
final class Words {

  /// Long enough to recognise, short enough for one line.
  private static final int BRIEF = 60;

  private Words() {}

  /// The beginning of a text on one line, without anything that steers a terminal.
  static String brief(String text) {
    return clean(text.length() > BRIEF ? text.substring(0, BRIEF) + "..." : text);
  }

  /// The text with every control, format, unassigned and surrogate character replaced.
  static String clean(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]", "_");
  }

  /// What a failure says, also when it says nothing.
  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
