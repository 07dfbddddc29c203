package manyhands.api;

/// The server cannot listen where it was told to; the message says why and what to do.
public final class ListenException extends RuntimeException {
  private ListenException(String message, Throwable cause) {
    super(message, cause);
  }

  static ListenException of(ApiSettings settings, Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String where = settings.host() + ":" + settings.port();
    String words = String.valueOf(cause.getMessage());
    if (words.contains("in use")) {
      return new ListenException(
          "another program listens on " + where + ": choose another port with --port.", e);
    }
    return new ListenException(
        "cannot listen on " + where + " (" + words + "): choose another --host or --port.", e);
  }
}
