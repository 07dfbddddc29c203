package manyhands.desktop.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import manyhands.desktop.DesktopProvider.Missing;

/// What a local desktop needs of this host.
final class Parts {

  /// The program, and the Debian package that has it.
  private static final Map<String, String> PROGRAMS = programs();

  private Parts() {}

  private static Map<String, String> programs() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("bwrap", "bubblewrap");
    all.put("Xvnc", "tigervnc-standalone-server");
    all.put("openbox", "openbox");
    all.put("tint2", "tint2");
    all.put("xterm", "xterm");
    all.put("l3afpad", "l3afpad");
    all.put("pcmanfm", "pcmanfm");
    all.put("chromium", "chromium");
    all.put("slirp4netns", "slirp4netns");
    all.put("nft", "nftables");
    all.put("xprop", "x11-utils");
    all.put("xsetroot", "x11-xserver-utils");
    all.put("nsenter", "util-linux");
    all.put("setpriv", "util-linux");
    all.put("unshare", "util-linux");
    return all;
  }

  static List<Missing> missing(Path image) {
    List<Missing> missing = new ArrayList<>();
    if (!Files.isRegularFile(image.resolve("start"))) {
      missing.add(new Missing("the folder " + image, "get a whole copy of Manyhands"));
    }
    PROGRAMS.forEach((program, debian) -> {
      if (!found(program)) {
        missing.add(
            new Missing(
                "the program " + program, "apt-get install -y --no-install-recommends " + debian));
      }
    });
    kernel(missing);
    return missing;
  }

  private static void kernel(List<Missing> missing) {
    if (number("/proc/sys/user/max_user_namespaces", 1) == 0) {
      missing.add(new Missing("user namespaces", "sysctl -w user.max_user_namespaces=10000"));
    }
    boolean root = Identity.serverUid() == 0;
    if (!root && number("/proc/sys/kernel/unprivileged_userns_clone", 1) == 0) {
      missing.add(
          new Missing(
              "user namespaces for everyone", "sudo sysctl -w kernel.unprivileged_userns_clone=1"));
    }
    if (!root && number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", 0) == 1) {
      missing.add(
          new Missing(
              "user namespaces for everyone",
              "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"));
    }
    tun(Path.of("/dev/net/tun")).ifPresent(missing::add);
  }

  /// The device that desktops reach the network through, if it cannot be used: one that is there
  /// may still have no driver, or belong to others.
  static Optional<Missing> tun(Path device) {
    try (FileChannel _ =
        FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      return Optional.of(
          new Missing("the right to use the device " + device, "sudo chmod 0666 " + device));
    } catch (NoSuchFileException e) {
      return Optional.of(new Missing("the device " + device, "modprobe tun"));
    } catch (IOException e) {
      return Optional.of(
          new Missing("the device %s (%s)".formatted(device, e.getMessage()), "modprobe tun"));
    }
  }

  private static boolean found(String program) {
    for (String folder : Boot.HOST_PATH.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static int number(String file, int absent) {
    try {
      return Integer.parseInt(Files.readString(Path.of(file)).strip());
    } catch (IOException | NumberFormatException _) {
      return absent;
    }
  }
}
