package manyhands.desktop.rfb;

/// Ends a viewer's connection.
final class ViewerException extends RuntimeException {

  private final ViewerEnd.Code code;

  ViewerException(ViewerEnd.Code code, String message) {
    super(message);
    this.code = code;
  }

  ViewerEnd end() {
    return new ViewerEnd(code, String.valueOf(getMessage()));
  }
}
