package manyhands.session;

import java.util.List;
import java.util.function.UnaryOperator;
import manyhands.model.Model;

/// The models that a session can be given.
public interface Models {

  /// The name of the one that is used when none is asked for.
  String usual();

  /// The names that can be asked for, as a person types them.
  List<String> names();

  /// True when there is a model, or a provider's models, of that name; it may lack its key.
  boolean knows(String name);

  /// The model of that name. Fails with a [manyhands.model.ModelException] of code `UNAVAILABLE`
  /// whose message says what is missing.
  Model model(String name);

  /// The same models, each as it becomes by this change.
  default Models each(UnaryOperator<Model> change) {
    return new ChangedModels(this, change);
  }
}
