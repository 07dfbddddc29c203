package manyhands.e2b;

import java.util.Map;
import manyhands.desktop.Machine;

/// A sandbox that runs, as its envd sees it.
public interface EnvdSandbox {

  /// As the outside names it.
  String id();

  /// What calls must carry as `X-Access-Token`, and what addresses of files are signed with.
  String token();

  Machine machine();

  /// What every program in it finds in its environment besides what its machine gives it.
  Map<String, String> variables();
}
