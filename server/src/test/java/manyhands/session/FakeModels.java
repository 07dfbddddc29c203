package manyhands.session;

import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// Two models that are never asked, and one that lacks its key.
final class FakeModels implements Models {

  /// What every model lacks; nothing when empty.
  volatile String lacking = "";

  /// Whether they can check results and plan again.
  volatile boolean judging;

  @Override
  public String usual() {
    return "brie";
  }

  @Override
  public List<String> names() {
    return List.of("brie", "feta", "keyless");
  }

  @Override
  public boolean knows(String name) {
    return names().contains(name);
  }

  @Override
  public Model model(String name) {
    if (name.equals("keyless") || !lacking.isEmpty()) {
      throw new ModelException(
          ModelException.Code.UNAVAILABLE, lacking.isEmpty() ? "CHEESE_KEY is not set" : lacking);
    }
    return new Model() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean canJudge() {
        return judging;
      }

      @Override
      public Reply ask(Conversation conversation, ThinkingListener listener) {
        throw new AssertionError("nobody asks");
      }
    };
  }
}
