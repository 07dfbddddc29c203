package manyhands.fakes;

import static manyhands.fakes.AnthropicRules.demand;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What ties a thought to the words that it signs, and with some models to everything that was said
/// before it: instructions, tools and messages but for other thoughts and marks of the cache, from
/// the last summary on. For one request of an account that was made after August 2026.
final class AnthropicThoughts {

  static final String BETA = "thinking-binding-controls-2026-08-01";

  private final JsonNode request;
  private final boolean bound;
  private final boolean known;
  private int dropped;

  AnthropicThoughts(JsonNode request, boolean bound, boolean known) {
    this.request = request;
    this.bound = bound;
    this.known = known;
  }

  /// How many thoughts were dropped since they were no longer what they were.
  int dropped() {
    return dropped;
  }

  void check() {
    JsonNode binding = request.path("thinking").path("block_binding");
    demand(
        binding.isMissingNode() || known, "thinking.block_binding: Extra inputs are not permitted");
    boolean drop =
        binding.path("prefix_mismatch_behavior").stringValue("error").equals("drop_block");
    for (int i = 0; i < request.path("messages").size(); i++) {
      JsonNode content = request.path("messages").path(i).path("content");
      for (int j = 0; j < content.size(); j++) {
        if (content.path(j).path("type").stringValue("").equals("thinking")) {
          check(content.path(j), "messages." + i + ".content." + j, prefix(i, content), drop);
        }
      }
    }
  }

  private void check(JsonNode block, String where, String prefix, boolean drop) {
    String thought = block.path("thinking").stringValue("");
    String[] signed = decoded(block.path("signature").stringValue("")).split(":", 2);
    String wrong = where + ": Invalid `signature` in `thinking` block";
    demand(signed.length == 2 && signed[0].equals(crc(thought)), wrong);
    demand(!block.has("cache_control"), where + ": thinking blocks cannot be cached");
    if (!bound || signed[1].equals(prefix)) {
      return;
    }
    demand(
        drop,
        wrong
            + ". The block is bound to a different conversation. Remove the block, or set"
            + " `thinking.block_binding.prefix_mismatch_behavior` to \"drop_block\"."
            + (known
                ? ""
                : " That setting requires the `"
                    + BETA
                    + "` value in the `anthropic-beta` header."));
    dropped++;
  }

  /// What goes with a thought of the reply, which may begin with a summary.
  String sign(String thought, JsonNode reply) {
    String signed = crc(thought) + ":" + prefix(request.path("messages").size(), reply);
    return Base64.getEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
  }

  private String prefix(int message, JsonNode content) {
    StringBuilder all = new StringBuilder();
    append(all, request.path("system"));
    append(all, request.path("tools"));
    int fixed = all.length();
    for (int i = 0; i < message; i++) {
      add(all, fixed, request.path("messages").path(i).path("content"), false);
    }
    add(all, fixed, content, true);
    return crc(all.toString());
  }

  private static void add(StringBuilder all, int fixed, JsonNode content, boolean summaryAlone) {
    for (JsonNode block : content) {
      boolean summary = block.path("type").stringValue("").equals("compaction");
      if (summary) {
        all.setLength(fixed);
      }
      if (summary || !summaryAlone) {
        append(all, block);
      }
    }
  }

  private static void append(StringBuilder all, JsonNode block) {
    if (block.path("type").stringValue("").endsWith("thinking")) {
      return;
    }
    JsonNode plain = block.deepCopy();
    if (plain instanceof ObjectNode object) {
      object.remove("cache_control");
    }
    plain.forEach(inner -> {
      if (inner instanceof ObjectNode object) {
        object.remove("cache_control");
      }
    });
    all.append(plain);
  }

  private static String crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  private static String decoded(String signature) {
    try {
      return new String(Base64.getDecoder().decode(signature), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
