package manyhands.e2b;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// What a sandbox uses now, as far as it can be seen from inside.
public record EnvdMetrics(
    Instant at,
    int cpus,
    double cpuUsedPercent,
    long memoryTotal,
    long memoryUsed,
    long diskUsed,
    long diskTotal) {

  private static final String LOOK =
      """
      ticks() { cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' | awk '{s+=$12+$13} END {print s+0}'; }
      a=$(ticks); sleep 0.2; b=$(ticks)
      pages=$(cat /proc/[0-9]*/statm 2>/dev/null | awk '{s+=$2-$3} END {print s+0}')
      echo "$(nproc) $(( (b - a) > 0 ? b - a : 0 )) $(getconf CLK_TCK) $pages $(getconf PAGESIZE)"
      awk '/^MemTotal/ {print $2}' /proc/meminfo
      df -kP /home/user | awk 'NR==2 {print $3, $2}'
      """;

  private static final double SECONDS = 0.2;
  private static final int NUMBERS = 8;

  static EnvdMetrics of(EnvdSandbox sandbox, Instant at) {
    String[] said = new Shell(sandbox.machine()).run("/proc", LOOK).strip().split("\\s+", -1);
    if (said.length != NUMBERS) {
      throw new EnvdFault(
          manyhands.envd.ConnectCode.INTERNAL, "the sandbox says nothing of itself");
    }
    double ticks = Double.parseDouble(said[1]) / Double.parseDouble(said[2]);
    return new EnvdMetrics(
        at,
        Integer.parseInt(said[0]),
        Math.round(ticks / SECONDS * 10000) / 100.0,
        Long.parseLong(said[5]) << 10,
        Long.parseLong(said[3]) * Long.parseLong(said[4]),
        Long.parseLong(said[6]) << 10,
        Long.parseLong(said[7]) << 10);
  }

  ObjectNode json() {
    return Wire.object()
        .put("ts", at.getEpochSecond())
        .put("cpu_count", cpus)
        .put("cpu_used_pct", cpuUsedPercent)
        .put("mem_total", memoryTotal)
        .put("mem_used", memoryUsed)
        .put("mem_cache", 0)
        .put("mem_total_mib", memoryTotal >> 20)
        .put("mem_used_mib", memoryUsed >> 20)
        .put("disk_used", diskUsed)
        .put("disk_total", diskTotal);
  }
}
