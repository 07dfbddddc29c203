package manyhands.fakes;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The prompt cache that needs no marks: the longest beginning that an earlier request had, from
/// 1,024 tokens on and in steps of 128. A token is four characters of JSON; a picture counts as
/// 1,000.
final class OpenAiCache {

  private static final long PICTURE = 1_000;
  private static final long CHARACTERS = 4;
  private static final long LEAST = 1_024;
  private static final long STEP = 128;

  private final List<List<JsonNode>> before = new ArrayList<>();

  /// Tokens of a request, and those of them that were read from the cache.
  record Counted(long input, long cached) {}

  synchronized Counted count(JsonNode request) {
    List<JsonNode> blocks = new ArrayList<>();
    request.path("tools").forEach(blocks::add);
    blocks.add(request.path("instructions"));
    request.path("messages").forEach(blocks::add);
    request.path("input").forEach(blocks::add);
    long all = blocks.stream().mapToLong(OpenAiCache::tokens).sum();
    long cached = 0;
    for (List<JsonNode> earlier : before) {
      long same = 0;
      for (int i = 0; i < Math.min(earlier.size(), blocks.size()); i++) {
        if (!earlier.get(i).equals(blocks.get(i))) {
          break;
        }
        same += tokens(blocks.get(i));
      }
      cached = Math.max(cached, same);
    }
    before.add(blocks);
    return new Counted(all, cached < LEAST ? 0 : cached / STEP * STEP);
  }

  private static long tokens(JsonNode block) {
    String text = block.toString();
    long pictures = text.split("data:image/", -1).length - 1L;
    long characters = pictures == 0 ? text.length() : 0;
    return PICTURE * pictures + characters / CHARACTERS + 1;
  }
}
