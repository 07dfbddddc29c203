package manyhands.session;

import java.util.List;
import java.util.function.UnaryOperator;
import manyhands.model.Model;

/// The same models by the same names, each with something before it.
record ChangedModels(Models models, UnaryOperator<Model> change) implements Models {

  @Override
  public String usual() {
    return models.usual();
  }

  @Override
  public List<String> names() {
    return models.names();
  }

  @Override
  public boolean knows(String name) {
    return models.knows(name);
  }

  @Override
  public Model model(String name) {
    return change.apply(models.model(name));
  }
}
