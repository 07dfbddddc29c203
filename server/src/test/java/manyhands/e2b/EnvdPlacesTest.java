package manyhands.e2b;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.Machine;
import manyhands.desktop.RunningProgram;
import manyhands.envd.ConnectCode;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets a place when thousands want to start programs in one sandbox at once.
@Timeout(60)
final class EnvdPlacesTest {

  private final AtomicInteger started = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final EnvdProcesses processes =
      new EnvdProcesses(sandbox(), Thread.ofVirtual().factory());

  @Test
  void ofThousandsSomeRunSomeWaitAndTheRestIsRefusedAtOnceWithNoneLost() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < EnvdProcesses.AT_ONCE; i++) {
        begin();
      }
      List<Future<?>> waiting = new ArrayList<>();
      AtomicInteger waits = new AtomicInteger();
      for (int i = 0; i < EnvdProcesses.WAITING_AT_MOST; i++) {
        waiting.add(
            threads.submit(() -> {
              waits.incrementAndGet();
              begin();
              return null;
            }));
      }
      Awaitility.await().until(() -> processes.waiting() == EnvdProcesses.WAITING_AT_MOST);
      assertThat(waits.get()).isEqualTo(EnvdProcesses.WAITING_AT_MOST);
      for (int i = 0; i < 2000; i++) {
        assertThatThrownBy(this::begin)
            .isInstanceOfSatisfying(
                EnvdFault.class,
                fault -> assertThat(fault.code()).isEqualTo(ConnectCode.RESOURCE_EXHAUSTED));
      }
      assertThat(started.get()).isEqualTo(EnvdProcesses.AT_ONCE);
      ended.countDown();
      for (Future<?> one : waiting) {
        var _ = one.get();
      }
      assertThat(started.get()).isEqualTo(EnvdProcesses.AT_ONCE + EnvdProcesses.WAITING_AT_MOST);
    }
  }

  private void begin() throws InterruptedException {
    processes.start(
        processes.begin(
            new EnvdProcess.Asked("true", List.of(), Map.of(), null, null, false), null));
  }

  private EnvdSandbox sandbox() {
    Machine machine =
        (Machine)
            Proxy.newProxyInstance(
                Machine.class.getClassLoader(),
                new Class<?>[] {Machine.class},
                (_, _, _) -> new Silent(started.incrementAndGet()));
    return new EnvdSandbox() {
      @Override
      public String id() {
        return "i1";
      }

      @Override
      public String token() {
        return "ea_1";
      }

      @Override
      public Machine machine() {
        return machine;
      }

      @Override
      public Map<String, String> variables() {
        return Map.of();
      }

      @Override
      public @Nullable String traffic() {
        return null;
      }
    };
  }

  /// A program that says nothing until all end.
  private final class Silent implements RunningProgram {
    private final long pid;

    private Silent(long pid) {
      this.pid = pid;
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public OutputStream input() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream output() {
      return InputStream.nullInputStream();
    }

    @Override
    public InputStream errors() {
      return InputStream.nullInputStream();
    }

    @Override
    public End await() throws InterruptedException {
      ended.await();
      return new End(0, 0);
    }

    @Override
    public void signal(Signal signal) {}

    @Override
    public void resize(manyhands.desktop.Program.TerminalSize size) {}

    @Override
    public void close() {}
  }
}
