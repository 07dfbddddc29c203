package manyhands.app;

import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;

/// Stands where local desktops will.
final class NoDesktops implements DesktopProvider {
  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Missing> missing() {
    return List.of(new Missing("the provider of local desktops", "wait for it"));
  }

  @Override
  public Machine start(DesktopSpec spec) {
    throw new DesktopException(DesktopException.Code.UNAVAILABLE, "there are no desktops yet");
  }

  @Override
  public List<Machine> list() {
    return List.of();
  }

  @Override
  public void stop(DesktopId id) {}
}
