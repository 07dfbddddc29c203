package manyhands.mcp;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import manyhands.event.SessionId;

/// The address of an artifact as a resource: `manyhands://sessions/SESSION/artifacts/NAME`, the
/// name escaped whole.
record ArtifactUri(SessionId session, String name) {

  static final String TEMPLATE = "manyhands://sessions/{session}/artifacts/{name}";

  private static final String BEFORE = "manyhands://sessions/";
  private static final String BETWEEN = "/artifacts/";

  static String of(SessionId session, String name) {
    String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return BEFORE + session.value() + BETWEEN + escaped;
  }

  static ArtifactUri parse(String uri) {
    int between = uri.indexOf(BETWEEN);
    if (!uri.startsWith(BEFORE) || between < BEFORE.length()) {
      throw new BadArguments("resources are called " + TEMPLATE);
    }
    try {
      return new ArtifactUri(
          new SessionId(uri.substring(BEFORE.length(), between)),
          URLDecoder.decode(uri.substring(between + BETWEEN.length()), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw new BadArguments("`" + uri + "` is no artifact's address");
    }
  }
}
