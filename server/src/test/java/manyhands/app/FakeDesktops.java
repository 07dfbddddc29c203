package manyhands.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.FakeMachine;
import manyhands.desktop.FakeOffice;
import manyhands.desktop.FakeProvider;
import manyhands.desktop.Machine;

/// Desktops in memory, called local, whose terminals write a file when they are told to and hang
/// when they are told to sleep.
final class FakeDesktops implements DesktopSource {
  final FakeProvider machines = new FakeProvider();
  final Map<DesktopId, FakeOffice> offices = new ConcurrentHashMap<>();

  @Override
  public List<String> limits(Place place, ThreadFactory threads) {
    return List.of("none");
  }

  @Override
  public DesktopProvider provider(Place place, ThreadFactory threads) {
    return new DesktopProvider() {
      @Override
      public String name() {
        return "local";
      }

      @Override
      public List<Missing> missing() {
        return List.of();
      }

      @Override
      public Machine start(DesktopSpec spec) {
        return machines.start(spec);
      }

      @Override
      public List<Machine> list() {
        return machines.list();
      }

      @Override
      public void stop(DesktopId id) {
        machines.stop(id);
      }
    };
  }

  @Override
  public DesktopOpener opener(ThreadFactory threads) {
    return machine -> {
      FakeOffice office = new FakeOffice(new FakeDesktop((FakeMachine) machine));
      office.onCommand = command -> obey(office, command);
      offices.put(machine.id(), office);
      return office.desktop;
    };
  }

  private static int obey(FakeOffice office, String command) {
    if (command.equals("hang")) {
      // Whatever it is told: for what hears no interrupt.
      while (true) {
        LockSupport.park();
        boolean _ = Thread.interrupted();
      }
    }
    if (command.startsWith("sleep")) {
      return -1;
    }
    int target = command.indexOf("> ");
    if (target > 0) {
      byte[] text = "made\n".getBytes(StandardCharsets.UTF_8);
      office.desktop.machine().write(command.substring(target + 2), text);
    }
    return command.equals("false") ? 1 : 0;
  }
}
