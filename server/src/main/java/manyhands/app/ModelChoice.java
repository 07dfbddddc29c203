package manyhands.app;

import java.util.List;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.scripted.ScriptedModel;
import manyhands.session.Models;

/// The models that this version knows.
final class ModelChoice implements Models {
  private static final String SCRIPTED = "scripted";

  @Override
  public String usual() {
    return SCRIPTED;
  }

  @Override
  public List<String> names() {
    return List.of(SCRIPTED);
  }

  @Override
  public boolean knows(String name) {
    return name.equals(SCRIPTED);
  }

  @Override
  public Model model(String name) {
    if (!knows(name)) {
      throw new ModelException(ModelException.Code.UNAVAILABLE, "there is no model called " + name);
    }
    return new ScriptedModel();
  }
}
