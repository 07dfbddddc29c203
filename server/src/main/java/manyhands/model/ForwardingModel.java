package manyhands.model;

/// A model that stands before another and is taken for it: what it does not say itself, the other
/// does.
public interface ForwardingModel extends Model {

  /// The one behind it.
  Model model();

  @Override
  default String name() {
    return model().name();
  }

  @Override
  default Computer computer() {
    return model().computer();
  }

  @Override
  default boolean canJudge() {
    return model().canJudge();
  }

  @Override
  default boolean isPriced() {
    return model().isPriced();
  }

  @Override
  default Account account() {
    return model().account();
  }

  @Override
  default Reply ask(Conversation conversation, ThinkingListener listener) {
    return model().ask(conversation, listener);
  }
}
