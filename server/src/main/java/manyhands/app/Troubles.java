package manyhands.app;

import manyhands.api.ListenException;
import manyhands.desktop.DesktopException;
import manyhands.event.LogException;
import manyhands.model.ModelException;
import manyhands.session.SessionException;

/// Which faults are the world's, and say themselves to a person what to do.
final class Troubles {
  private Troubles() {}

  static boolean isKnown(Exception e) {
    return e instanceof Trouble
        || e instanceof ListenException
        || e instanceof LogException
        || e instanceof DesktopException
        || e instanceof ModelException
        || e instanceof SessionException;
  }
}
