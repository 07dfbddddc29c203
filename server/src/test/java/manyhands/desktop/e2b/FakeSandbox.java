package manyhands.desktop.e2b;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.Machine;

/// A sandbox of [FakeE2b]: a machine, and what E2B knows of it.
final class FakeSandbox {

  final String id;
  final Machine machine;
  final Map<String, String> metadata;
  final AtomicInteger extended = new AtomicInteger();
  final AtomicInteger processes = new AtomicInteger(1000);

  /// Input of running processes, until it is closed.
  final Map<Integer, FakeInput> inputs = new ConcurrentHashMap<>();

  /// What is connected to it; each is cut when it ends.
  final Set<Runnable> connections = ConcurrentHashMap.newKeySet();

  volatile int seconds;
  volatile boolean paused;
  volatile boolean ended;
  volatile boolean streaming;
  volatile boolean proxied;
  volatile String password = "";

  FakeSandbox(String id, Machine machine, Map<String, String> metadata, int seconds) {
    this.id = id;
    this.machine = machine;
    this.metadata = metadata;
    this.seconds = seconds;
  }

  String token() {
    return "envd-token-of-" + id;
  }

  String traffic() {
    return "traffic-token-of-" + id;
  }

  boolean runs() {
    return !paused && !ended;
  }

  void disconnect() {
    connections.forEach(Runnable::run);
  }

  void end() {
    ended = true;
    disconnect();
  }

  Map<String, Object> open() {
    return Map.of(
        "sandboxID",
        id,
        "templateID",
        "desktop",
        "clientID",
        "c",
        "metadata",
        metadata,
        "state",
        paused ? "paused" : "running",
        "envdVersion",
        "0.6.13");
  }

  Map<String, Object> secrets() {
    return Map.of(
        "sandboxID",
        id,
        "templateID",
        "desktop",
        "clientID",
        "c",
        "envdVersion",
        "0.6.13",
        "envdAccessToken",
        token(),
        "trafficAccessToken",
        traffic());
  }
}
