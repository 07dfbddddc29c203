package manyhands.scenario;

import java.util.List;
import manyhands.model.Model;
import manyhands.model.scripted.ScriptedModel;
import manyhands.session.Models;

/// The scripted model and no other.
final class OnlyScripted implements Models {

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
    return new ScriptedModel();
  }
}
