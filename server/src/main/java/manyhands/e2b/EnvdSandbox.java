package manyhands.e2b;

import java.util.Map;
import manyhands.desktop.Machine;
import org.jspecify.annotations.Nullable;

/// A sandbox that runs, as its envd sees it.
public interface EnvdSandbox {

  /// As the outside names it.
  String id();

  /// What calls must carry as `X-Access-Token`, and what addresses of files are signed with.
  String token();

  /// What requests to its other ports must carry; null where everybody may who knows its id.
  default @Nullable String traffic() {
    return null;
  }

  /// What programs behind its other ports find in `Host`, with `${PORT}` for the port; null for
  /// what was asked for.
  default @Nullable String host() {
    return null;
  }

  Machine machine();

  /// What every program in it finds in its environment besides what its machine gives it.
  Map<String, String> variables();
}
