package manyhands;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import manyhands.app.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Watches over every test, so that one that hangs says where, virtual threads included. JUnit
/// interrupts it a little later; where even that does not help, all tests end here.
public final class Watch implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Duration STRANGE = Duration.ofSeconds(280);
  private static final Duration HOPELESS = Duration.ofMinutes(8);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final AtomicBoolean WATCHING = new AtomicBoolean();
  private static volatile @Nullable Running running;

  private record Running(String name, long since) {
    Duration time() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (WATCHING.compareAndSet(false, true)) {
      Heartbeat.start();
      Thread.ofPlatform().daemon().name("watch").start(Watch::look);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running =
        new Running(
            context.getRequiredTestClass().getName() + " " + context.getDisplayName(),
            System.nanoTime());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running = null;
  }

  private static void look() {
    Running told = null;
    try {
      while (true) {
        Thread.sleep(LOOK);
        Running now = running;
        if (now != null && !now.equals(told) && now.time().compareTo(STRANGE) > 0) {
          told = now;
          tell(now);
        }
        if (now != null && now.time().compareTo(HOPELESS) > 0) {
          System.err.println(now.name() + " cannot be interrupted: all tests end here");
          Runtime.getRuntime().halt(70);
        }
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException("nobody watches over the tests any more", e);
    }
  }

  private static void tell(Running now) throws IOException {
    Path folder = Files.createTempDirectory("watch");
    Path file = folder.resolve("threads");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    System.err.println(now.name() + " hangs. The threads:\n" + Files.readString(file));
    Files.delete(file);
    Files.delete(folder);
  }
}
