package manyhands.model;

import java.time.Duration;

/// A language model, or something that speaks like one. Blocking; interrupting the thread ends the
/// call. Safe for use by many threads. Fails with a [ModelException].
public interface Model {

  /// The name it was chosen by: `scripted`, `claude:claude-opus-5-5`.
  String name();

  /// How it wants to be given screen, mouse and keyboard.
  default Computer computer() {
    return Computer.FUNCTIONS;
  }

  /// Whether it can judge: look at what another has done and say whether that was asked for, or
  /// think of another way when something failed. A model that only follows steps cannot.
  default boolean canJudge() {
    return true;
  }

  /// Whether its replies say what they cost.
  default boolean isPriced() {
    return false;
  }

  /// The account that is charged, with its limits: asked through [Asking], they are kept to.
  default Account account() {
    return Account.unlimited();
  }

  /// Asks for the next reply. Reasoning is handed to the listener as it streams in; the reply holds
  /// all of it again.
  Reply ask(Conversation conversation, ThinkingListener listener);

  /// Hears reasoning while it is being produced; must return quickly.
  @FunctionalInterface
  interface ThinkingListener {
    void onThinking(String delta);

    /// The model is asked later: nothing is heard for about so long. Only of waits that a person
    /// would notice.
    default void onWaiting(Duration time, String reason) {}
  }
}
