package manyhands.seat;

import manyhands.desktop.Action;
import manyhands.desktop.DesktopException;

/// Knows the keys of the secrets that agents type by name. A seat asks at the last moment and hands
/// them to its desktop alone.
@FunctionalInterface
public interface SecretKeys {

  /// Fails with `BAD_ACTION`, in words that hold nothing of it.
  String of(Action.TypeSecret secret);

  /// There is none.
  SecretKeys NONE =
      secret -> {
        throw new DesktopException(
            DesktopException.Code.BAD_ACTION, "there are no secrets at this desktop");
      };
}
