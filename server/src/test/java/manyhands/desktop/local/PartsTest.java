package manyhands.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import manyhands.desktop.DesktopProvider.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartsTest {
  @TempDir private Path folder;

  @Test
  void aTunDeviceThatCannotBeOpenedIsNamedWithWhatMendsIt() throws Exception {
    Path device = folder.resolve("tun");
    assertThat(Parts.tun(device)).contains(new Missing("the device " + device, "modprobe tun"));
    Files.createDirectory(device);
    assertThat(Parts.tun(device)).get().extracting(Missing::remedy).isEqualTo("modprobe tun");
    Files.delete(device);
    Files.createFile(device);
    assertThat(Parts.tun(device)).isEmpty();
  }
}
