package manyhands.simulation;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.simulation.Step.Kind;

/// The provider as one life of the server has it.
record SimDesktops(Life life, Steps steps, Rack rack) implements DesktopProvider {

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public List<Missing> missing() {
    return List.of();
  }

  @Override
  public Machine start(DesktopSpec spec) {
    return steps.take(
        life,
        Kind.BOOT,
        spec.id().value(),
        verdict -> {
          if (verdict.fault() == Fault.FAILED) {
            throw new DesktopException(Code.START_FAILED, "no screen appeared");
          }
          if (verdict.interrupted() && verdict.fault() != Fault.LATE) {
            throw new DesktopException(Code.INTERRUPTED, "interrupted while it started");
          }
          return new SimMachine(life, steps, rack, rack.boot(spec.id()));
        });
  }

  @Override
  public List<Machine> list() {
    life.check();
    List<Machine> all = new ArrayList<>();
    for (Rack.Unit unit : rack.units()) {
      all.add(new SimMachine(life, steps, rack, unit));
    }
    return all;
  }

  @Override
  public void stop(DesktopId id) {
    steps.take(
        life,
        Kind.END_MACHINE,
        id.value(),
        verdict -> {
          if (verdict.fault() == Fault.FAILED) {
            rack.refused(id);
            throw new DesktopException(Code.TIMEOUT, "it did not end");
          }
          rack.end(id);
          return id;
        });
  }
}
