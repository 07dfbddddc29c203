package manyhands.desktop.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopProviderContract;

/// Desktops on this host keep every promise of theirs.
final class LocalDesktopsContractTest extends DesktopProviderContract {

  private final RoomsForDesktops rooms = RoomsForDesktops.make();
  private final LocalPlaces places = rooms.places();

  @Override
  protected void closeHost() {
    rooms.close();
  }

  @Override
  protected DesktopProvider server() {
    return rooms.provider();
  }

  @Override
  protected List<String> left(DesktopId id) {
    List<String> found = new ArrayList<>(Processes.marks());
    found.removeIf(mark -> !Path.of(mark).equals(places.folder(id)));
    if (Files.exists(places.folder(id))) {
      found.add(places.folder(id).toString());
    }
    ControlGroups.of(id).forEach(group -> found.add(group.toString()));
    return found;
  }

  @Override
  protected void crash(DesktopId id) {
    ProcessHandle.of(MachineRecord.read(places.folder(id)).init())
        .ifPresent(ProcessHandle::destroyForcibly);
  }
}
