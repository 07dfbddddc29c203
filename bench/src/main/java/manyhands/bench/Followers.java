package manyhands.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import manyhands.api.ApiServer;
import manyhands.api.ApiSettings;
import manyhands.api.Commands;
import manyhands.api.MachineReport;
import manyhands.api.WebFiles;
import manyhands.desktop.Recordings;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.FileBlobs;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import manyhands.replay.Replay;
import manyhands.session.LiveThinking;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;
import manyhands.session.Sessions;

/// How long a fact takes from its append to a thousand followers in another process, alone or
/// beside clients that never read.
record Followers(String name, int sleepers) implements Bench {

  private static final SessionId SESSION = new SessionId("bench");
  private static final String TOKEN = "bench";
  private static final int FOLLOWERS = 1000;
  private static final int PER_SECOND = 50;
  private static final int SECONDS = 30;
  private static final int HISTORY = 2000;

  /// Facts of the first seconds are left out: the code is not compiled yet.
  private static final int WARM = PER_SECOND * 5;

  @Override
  public String what() {
    String beside = sleepers == 0 ? "" : ", beside " + sleepers + " clients that never read";
    return "append to a follower's hands: %d Socket.IO clients in another process, %d events/s%s"
        .formatted(FOLLOWERS, PER_SECOND, beside);
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    Path folder = lab.folder(name);
    try (DataFolder data = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system());
        ApiServer server = server(log, FileBlobs.open(data))) {
      for (int i = 0; i < HISTORY; i++) {
        log.append(SESSION, new Event.PlanChanged("x".repeat(10_000)));
      }
      server.start();
      return follow(log, server.port());
    }
  }

  private List<Row> follow(SqliteEventLog log, int port) throws Exception {
    int events = PER_SECOND * SECONDS + WARM;
    Process clients = clients(port, HISTORY + events);
    try (BufferedReader said = clients.inputReader()) {
      if (!"joined".equals(said.readLine())) {
        throw new IllegalStateException("the followers could not join");
      }
      long before = heap();
      long began = processorTime();
      append(log, events);
      String lost = said.readLine();
      long after = heap();
      double busy = (processorTime() - began) / 1e9;
      List<Long> latencies = latencies(said.readLine());
      List<Long> warm = latencies.subList(FOLLOWERS * WARM, latencies.size());
      long[] sorted = warm.stream().mapToLong(Long::longValue).sorted().toArray();
      double p99 = sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6;
      return List.of(
          Row.millis("append to follower", warm, ""),
          Row.single("99 %", "%.1f ms".formatted(p99), "50 ms"),
          Row.single(
              "processor time of the server for %d s".formatted(SECONDS + WARM / PER_SECOND),
              "%.1f s".formatted(busy),
              ""),
          Row.single("facts lost or twice", lost.replace("lost ", ""), "0"),
          Row.single(
              "heap before / after", "%d / %d MiB".formatted(before >> 20, after >> 20), "flat"));
    } finally {
      clients.destroyForcibly();
    }
  }

  private static void append(SqliteEventLog log, int events) throws InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long due = began + i * 1_000_000_000L / PER_SECOND;
      long left = due - System.nanoTime();
      if (left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
      log.append(SESSION, new Event.PlanChanged(String.valueOf(System.nanoTime())));
    }
  }

  private Process clients(int port, long last) throws java.io.IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FollowerClients.class.getName());
    command.addAll(List.of("" + port, TOKEN, "" + FOLLOWERS, "" + sleepers));
    command.addAll(List.of("" + HISTORY, "" + last));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<Long> latencies(String line) {
    return Arrays.stream(line.split(" ")).skip(1).map(Long::valueOf).toList();
  }

  private static long processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static ApiServer server(SqliteEventLog log, FileBlobs blobs) {
    Outside outside =
        new Outside(
            Thread.ofVirtual().factory(),
            InstantSource.system(),
            () -> UUID.randomUUID().toString().replace("-", "").substring(0, 30));
    Commands commands =
        new Commands(
            nothing(Sessions.class),
            nothing(OpenDesktops.class),
            log,
            new LiveThinking(),
            new Replay(log, blobs, Recordings.NONE),
            () -> new MachineReport(List.of(), List.of(), 0),
            outside);
    return new ApiServer(
        new ApiSettings("127.0.0.1", 0, TOKEN, "bench"),
        WebFiles.NONE,
        commands,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /// What this benchmark never calls.
  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
