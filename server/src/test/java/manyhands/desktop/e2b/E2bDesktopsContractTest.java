package manyhands.desktop.e2b;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopProviderContract;
import manyhands.desktop.local.RoomsForDesktops;

/// Desktops at E2B keep every promise of theirs, over E2B's own wire.
final class E2bDesktopsContractTest extends DesktopProviderContract {

  private final RoomsForDesktops rooms = RoomsForDesktops.make();
  private final FakeE2b e2b = new FakeE2b(rooms.provider());
  private final AtomicInteger numbers = new AtomicInteger(1_000_000);

  @Override
  protected void closeHost() {
    e2b.close();
    rooms.close();
  }

  @Override
  protected DesktopProvider server() {
    return new E2bDesktops(
        e2b.account(FakeE2b.KEY),
        Duration.ofMillis(500),
        () -> "x" + numbers.incrementAndGet(),
        Thread.ofVirtual().factory());
  }

  @Override
  protected List<String> left(DesktopId id) {
    return e2b.sandboxes().values().stream()
        .filter(each -> id.value().equals(each.metadata.get("manyhands-desktop")))
        .map(each -> each.id)
        .toList();
  }

  @Override
  protected void crash(DesktopId id) {
    e2b.end(e2b.of(id));
  }
}
