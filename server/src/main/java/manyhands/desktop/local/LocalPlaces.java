package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import org.jspecify.annotations.Nullable;

/// Where the machines of one installation live on this host. `image` is what is inside a desktop;
/// `runtime` is a short path (a socket's may have 107 bytes) that belongs to this installation
/// alone and goes away with a reboot, as the machines do.
public record LocalPlaces(Path image, Path runtime) {

  private static final String MACHINES = "m";

  Path folder(DesktopId id) {
    return runtime.resolve(MACHINES).resolve(id.value());
  }

  Path machines() {
    return runtime.resolve(MACHINES);
  }

  /// The image where every user of a machine can read it: the checkout may lie in a private folder.
  Path published() {
    return runtime.resolve("image");
  }

  /// Makes the folders and publishes the image; machines that run are not disturbed. Fails with
  /// `UNAVAILABLE`.
  void prepare() {
    try {
      Files.createDirectories(machines());
      own(runtime);
      for (Path open : new Path[] {runtime, machines()}) {
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x--x"));
      }
      new Image(this).publish();
    } catch (IOException e) {
      throw new DesktopException(
          Code.UNAVAILABLE,
          "cannot prepare the folder %s for desktops (%s): make it writable, or choose another with"
                  .formatted(runtime, e)
              + " XDG_RUNTIME_DIR",
          e);
    }
  }

  /// A folder of somebody else's in a public place could swap our programs under us.
  private static void own(Path folder) throws IOException {
    Object owner = Files.getAttribute(folder, "unix:uid");
    Object us = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(us) || Files.isSymbolicLink(folder)) {
      throw new IOException("it belongs to somebody else");
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        boolean folder = Files.isDirectory(file);
        if (folder) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
        boolean program = folder || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  /// Removes a folder with everything in it, following no link.
  static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
