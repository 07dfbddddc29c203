package manyhands.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.DesktopProvider;

/// Examines this machine, part by part, and changes nothing.
final class Doctor {
  /// Below this a few sessions' pictures fill the disk.
  private static final long ENOUGH_SPACE = 1_000_000_000L;

  private final Settings settings;
  private final Path folder;
  private final int port;

  Doctor(Settings settings, Path folder, int port) {
    this.settings = settings;
    this.folder = folder;
    this.port = port;
  }

  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            "java",
            System.getProperty("java.vendor.version", "")
                + " in "
                + System.getProperty("java.home")));
    findings.add(packages());
    findings.add(isolation());
    findings.addAll(desktops());
    findings.add(fonts());
    findings.add(dataFolder());
    findings.add(port());
    findings.addAll(models());
    return findings;
  }

  private Finding packages() {
    DebianPackages packages = DebianPackages.of(settings.installation());
    if (!DebianPackages.usable()) {
      return Finding.bad(
          "desktop parts",
          "only Debian and Ubuntu are set up by themselves; this system has no apt-get and"
              + " dpkg-query",
          "install the like of: " + String.join(" ", packages.names()));
    }
    List<String> missing = packages.missing();
    if (missing.isEmpty()) {
      return Finding.good(
          "desktop parts", "all " + packages.names().size() + " packages are installed");
    }
    return Finding.bad(
        "desktop parts",
        missing.size() + " packages are missing: " + String.join(", ", missing),
        DebianPackages.command(missing));
  }

  private static Finding isolation() {
    if (!exits("bwrap", "--version")) {
      return Finding.bad(
          "isolation",
          "cannot be tried without bubblewrap",
          DebianPackages.command(List.of("bubblewrap")));
    }
    String mend =
        "sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000";
    if (Files.exists(Path.of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"))) {
      mend = "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
    }
    boolean works =
        exits("bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true");
    return works
        ? Finding.good("isolation", "bubblewrap can make namespaces of its own")
        : Finding.bad("isolation", "bubblewrap cannot make namespaces here", mend);
  }

  private List<Finding> desktops() {
    List<Finding> findings = new ArrayList<>();
    Place place = Place.of(settings, folder);
    ThreadFactory threads = Thread.ofVirtual().factory();
    List<DesktopProvider.Missing> missing = settings.desktops().provider(place, threads).missing();
    if (missing.isEmpty()) {
      findings.add(Finding.good("local desktops", "can be started"));
    }
    for (DesktopProvider.Missing part : missing) {
      findings.add(Finding.bad("local desktops", part.what() + " is missing", part.remedy()));
    }
    findings.add(
        Finding.good("limits", String.join("; ", settings.desktops().limits(place, threads))));
    for (DesktopProvider other : settings.desktops().others(settings, folder, threads)) {
      findings.add(elsewhere(other));
    }
    Choices choices = new Choices(settings);
    findings.add(
        Finding.good(
            "warm desktops",
            choices.warm() == 0
                ? "none are kept ready; \"serve --warm N\" (or MANYHANDS_WARM) keeps some, about 40"
                    + " MiB each"
                : "%d of at most %d are kept ready by \"serve\""
                    .formatted(choices.warm(), choices.desktops())));
    return findings;
  }

  /// What only some people want is no fault when it is not there.
  private static Finding elsewhere(DesktopProvider provider) {
    List<DesktopProvider.Missing> missing = provider.missing();
    provider.close();
    return Finding.good(
        provider.name() + " desktops",
        missing.isEmpty()
            ? "its key is there"
            : missing.getFirst().what()
                + " is not set: put it in the environment or in .env to use them");
  }

  private static Finding fonts() {
    List<String> lacking = new ArrayList<>();
    for (String language : List.of("en", "ja", "zh-cn", "ko", "und-zsye")) {
      if (output("fc-list", ":lang=" + language, "family").isBlank()) {
        lacking.add(language);
      }
    }
    return lacking.isEmpty()
        ? Finding.good("fonts", "Latin, Chinese, Japanese, Korean and emoji")
        : Finding.bad(
            "fonts",
            "none for " + String.join(", ", lacking),
            DebianPackages.command(
                List.of("fonts-dejavu-core", "fonts-noto-cjk", "fonts-noto-color-emoji")));
  }

  private Finding dataFolder() {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = Optional.ofNullable(existing.getParent()).orElse(Path.of("/"));
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String words = folder + ", " + Bytes.words(free) + " free";
      if (!Files.isWritable(existing)) {
        return Finding.bad(
            "data folder",
            words + ", cannot be written",
            "sudo chown -R \"$USER\" '" + existing + "'");
      }
      return free < ENOUGH_SPACE
          ? Finding.bad(
              "data folder",
              words + ", which is too little",
              "manyhands serve --data ANOTHER_FOLDER")
          : Finding.good("data folder", words);
    } catch (IOException e) {
      return Finding.bad(
          "data folder", folder + ": " + e.getMessage(), "manyhands serve --data ANOTHER_FOLDER");
    }
  }

  private Finding port() {
    Optional<ServerAddress> ours = ServerAddress.of(folder).filter(server -> server.port() == port);
    if (ours.isPresent()) {
      return Finding.good(
          "port " + port, "our own server listens there (process " + ours.get().pid() + ")");
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return Finding.good("port " + socket.getLocalPort(), "free");
    } catch (IOException | IllegalArgumentException e) {
      return Finding.bad(
          "port " + port,
          "another program listens there",
          "manyhands serve --port " + (port % 60_000 + 1));
    }
  }

  /// Says whether keys are there and never what they are.
  private List<Finding> models() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            "model scripted", "works without a key; no language model: follows explicit steps"));
    for (ModelSource source : ModelSource.values()) {
      boolean present = source.isThere(settings);
      findings.add(
          Finding.good(
              "model " + source.provider,
              present
                  ? "its key or address is there"
                  : source.key + " is not set: put it in the environment or in .env to use it"));
    }
    return findings;
  }

  private static boolean exits(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(
          process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
