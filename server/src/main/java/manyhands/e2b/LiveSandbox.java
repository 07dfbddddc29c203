package manyhands.e2b;

import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.desktop.Machine;
import org.jspecify.annotations.Nullable;

/// A sandbox with the machine that it is.
record LiveSandbox(SandboxNote note, Machine machine) implements EnvdSandbox {
  @Override
  public String id() {
    return note.id();
  }

  @Override
  public String token() {
    return note.token();
  }

  @Override
  public @Nullable String traffic() {
    return note.traffic();
  }

  @Override
  public @Nullable String host() {
    return note.host();
  }

  @Override
  public Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>(note.variables());
    all.put("E2B_SANDBOX_ID", note.id());
    return all;
  }
}
