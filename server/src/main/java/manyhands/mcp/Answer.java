package manyhands.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call came to: contents in order, and the same as data for programs where there is any.
/// `failed` tells the model that it was not done, and why.
record Answer(List<Content> contents, @Nullable Map<String, Object> data, boolean failed) {

  sealed interface Content {
    record Text(String text) implements Content {}

    record Image(byte[] bytes, String mediaType) implements Content {}

    /// A resource that can be read.
    record Link(String uri, String name, String mediaType, long size) implements Content {}
  }

  static Answer of(String text) {
    return of(List.of(new Content.Text(text)), null);
  }

  static Answer of(List<Content> contents, @Nullable Map<String, Object> data) {
    return new Answer(contents, data, false);
  }

  static Answer failed(List<Content> contents) {
    return new Answer(contents, null, true);
  }
}
