package manyhands.e2b;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Sandboxes as the control plane tells them.
final class SandboxJson {

  /// What an E2B sandbox calls the node that it runs on.
  private static final String CLIENT = "manyhands";

  private static final int DISK_MIB = 2048;
  private static final int MEMORY_MIB = 2048;

  private SandboxJson() {}

  /// What who made or found it needs to speak to it.
  static ObjectNode key(SandboxNote note, @Nullable String domain) {
    return Wire.object()
        .put("templateID", note.template())
        .put("alias", note.template())
        .put("sandboxID", note.id())
        .put("clientID", CLIENT)
        .put("envdVersion", EnvdServlet.VERSION)
        .put("envdAccessToken", note.token())
        .put("trafficAccessToken", note.traffic())
        .put("domain", domain);
  }

  static String state(SandboxNote note) {
    return note.paused() ? "paused" : "running";
  }

  static ObjectNode listed(SandboxNote note, int cpus) {
    ObjectNode node =
        Wire.object()
            .put("templateID", note.template())
            .put("alias", note.template())
            .put("sandboxID", note.id())
            .put("clientID", CLIENT)
            .put("startedAt", note.startedAt().toString())
            .put("endAt", note.endAt().toString())
            .put("state", state(note))
            .put("cpuCount", cpus)
            .put("memoryMB", MEMORY_MIB)
            .put("diskSizeMB", DISK_MIB)
            .put("envdVersion", EnvdServlet.VERSION);
    ObjectNode metadata = node.putObject("metadata");
    note.metadata().forEach(metadata::put);
    return node;
  }

  static ObjectNode detail(SandboxNote note, int cpus, @Nullable String domain) {
    ObjectNode node = listed(note, cpus).put("envdAccessToken", note.token()).put("domain", domain);
    ObjectNode network =
        node.putObject("network").put("allowPublicTraffic", note.traffic() == null);
    if (note.host() != null) {
      network.put("maskRequestHost", note.host());
    }
    node.putObject("lifecycle")
        .put("onTimeout", note.life().atEnd().pauses() ? "pause" : "kill")
        .put("autoResume", note.life().atEnd().resumes());
    return node;
  }

  static ObjectNode metric(EnvdMetrics metrics) {
    Instant at = metrics.at();
    return Wire.object()
        .put("timestamp", at.toString())
        .put("timestampUnix", at.getEpochSecond())
        .put("cpuCount", metrics.cpus())
        .put("cpuUsedPct", metrics.cpuUsedPercent())
        .put("memUsed", metrics.memoryUsed())
        .put("memTotal", metrics.memoryTotal())
        .put("memCache", 0)
        .put("diskUsed", metrics.diskUsed())
        .put("diskTotal", metrics.diskTotal());
  }
}
