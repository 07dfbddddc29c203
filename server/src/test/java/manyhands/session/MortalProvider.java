package manyhands.session;

import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeProvider;
import manyhands.desktop.Machine;

/// What one server does with machines, which stay when it dies.
final class MortalProvider implements DesktopProvider {

  private final FakeProvider machines;
  volatile boolean dead;

  MortalProvider(FakeProvider machines) {
    this.machines = machines;
  }

  @Override
  public String name() {
    return machines.name();
  }

  @Override
  public List<Missing> missing() {
    return machines.missing();
  }

  @Override
  public Machine start(DesktopSpec spec) {
    if (dead) {
      throw new DesktopException(DesktopException.Code.START_FAILED, "the server is dead");
    }
    return machines.start(spec);
  }

  @Override
  public List<Machine> list() {
    return machines.list();
  }

  @Override
  public void stop(DesktopId id) {
    if (!dead) {
      machines.stop(id);
    }
  }
}
