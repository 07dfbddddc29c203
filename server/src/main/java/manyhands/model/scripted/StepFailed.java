package manyhands.model.scripted;

/// A step did not work; the message says what was found instead.
final class StepFailed extends RuntimeException {

  StepFailed(String message) {
    super(message);
  }
}
