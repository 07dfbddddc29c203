package manyhands.fakes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The prompt cache: a prefix (tools, then system, then messages) is found again when it was marked
/// by `cache_control` before, at a marked block of this request or up to twenty blocks before it. A
/// token is four characters of JSON; a picture counts as 1,500.
final class AnthropicCache {

  private static final int LOOKBACK = 20;
  private static final long PICTURE = 1_500;
  private static final long CHARACTERS = 4;

  private final Set<String> written = new HashSet<>();

  /// Tokens of a request: neither read nor written, read from the cache, written to it.
  record Counted(long fresh, long read, long written) {
    long all() {
      return fresh + read + written;
    }
  }

  private record Block(long tokens, String prefix, boolean marked) {}

  synchronized Counted count(JsonNode request) {
    List<Block> blocks = blocks(request);
    long[] upTo = new long[blocks.size()];
    long sum = 0;
    for (int i = 0; i < blocks.size(); i++) {
      sum += blocks.get(i).tokens();
      upTo[i] = sum;
    }
    long read = 0;
    long cached = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (!blocks.get(i).marked()) {
        continue;
      }
      cached = upTo[i];
      for (int back = i; back >= Math.max(0, i - LOOKBACK); back--) {
        if (written.contains(blocks.get(back).prefix())) {
          read = Math.max(read, upTo[back]);
          break;
        }
      }
    }
    blocks.stream().filter(Block::marked).forEach(block -> written.add(block.prefix()));
    return new Counted(sum - Math.max(cached, read), read, Math.max(0, cached - read));
  }

  private static List<Block> blocks(JsonNode request) {
    List<Block> blocks = new ArrayList<>();
    MessageDigest digest = sha256();
    for (JsonNode tool : request.path("tools")) {
      add(blocks, digest, "tool", tool);
    }
    for (JsonNode text : request.path("system")) {
      add(blocks, digest, "system", text);
    }
    MessageDigest fixed = copied(digest);
    int before = blocks.size();
    for (JsonNode message : request.path("messages")) {
      for (JsonNode block : message.path("content")) {
        if (block.path("type").stringValue("").equals("compaction")) {
          // What it sums up is no longer part of the prompt.
          blocks.subList(before, blocks.size()).clear();
          digest = copied(fixed);
        }
        add(blocks, digest, message.path("role").stringValue(""), block);
      }
    }
    return blocks;
  }

  private static void add(List<Block> blocks, MessageDigest digest, String role, JsonNode block) {
    boolean marked = block.has("cache_control");
    JsonNode plain = block.deepCopy();
    if (plain instanceof ObjectNode object) {
      object.remove("cache_control");
    }
    String text = role + plain;
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    byte[] prefix = copied(digest).digest();
    blocks.add(new Block(tokens(plain), HexFormat.of().formatHex(prefix), marked));
  }

  private static MessageDigest copied(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long tokens(JsonNode block) {
    long pictures = 0;
    long characters = 0;
    if (block.path("type").stringValue("").equals("image")) {
      return PICTURE;
    }
    for (JsonNode inner : block.path("content")) {
      boolean picture = inner.path("type").stringValue("").equals("image");
      pictures += picture ? 1 : 0;
      characters += picture ? 0 : inner.toString().length();
    }
    if (!block.path("content").isArray()) {
      characters = block.toString().length();
    }
    return PICTURE * pictures + characters / CHARACTERS + 1;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
