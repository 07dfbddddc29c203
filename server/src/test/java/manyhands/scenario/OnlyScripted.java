package manyhands.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.Reply;
import manyhands.model.scripted.ScriptedModel;
import manyhands.session.Models;
import org.jspecify.annotations.Nullable;

/// The scripted model and no other, and what it was told.
final class OnlyScripted implements Models {

  private final List<Conversation> heard = new CopyOnWriteArrayList<>();

  /// Taken in its place, when a test sets it.
  volatile @Nullable Model other;

  /// True when a conversation about a task says these words after its beginning.
  boolean wasTold(String task, String words) {
    return heard.stream()
        .map(each -> each.messages().stream().map(Object::toString).toList())
        .anyMatch(all ->
            all.getFirst().contains(task)
                && all.stream().skip(1).anyMatch(each -> each.contains(words)));
  }

  /// True when a conversation about a task begins with these words, too.
  boolean wasGiven(String task, String words) {
    return heard.stream()
        .map(each -> each.messages().getFirst().toString())
        .anyMatch(first -> first.contains(task) && first.contains(words));
  }

  @Override
  public String usual() {
    return "scripted";
  }

  @Override
  public List<String> names() {
    return List.of(usual());
  }

  @Override
  public boolean knows(String name) {
    return name.equals(usual());
  }

  @Override
  public Model model(String name) {
    Model instead = other;
    if (instead != null) {
      return instead;
    }
    return new Heard(new ScriptedModel());
  }

  private final class Heard implements ForwardingModel {
    private final Model model;

    Heard(Model model) {
      this.model = model;
    }

    @Override
    public Model model() {
      return model;
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      heard.add(conversation);
      return model.ask(conversation, listener);
    }
  }
}
