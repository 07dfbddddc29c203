package manyhands.e2b;

import java.util.List;
import java.util.Optional;

/// The sandboxes that run now. Safe for use by many threads.
public interface EnvdSandboxes {

  /// Asking counts as no use: a sandbox ends when its time is over.
  Optional<EnvdSandbox> find(String id);

  List<EnvdSandbox> all();
}
