package manyhands.model.openai;

import java.util.Base64;
import manyhands.model.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// Pictures as the Responses API takes them, in their own pixels: what the model says about a place
/// refers to them.
final class ResponsesPictures {

  static final String DETAIL = "original";

  /// 64 x 64 grey pixels, for a picture that is not shown any more.
  private static final String GREY =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIKMb3RD7"
          + "7SAA6VEEAoFAIBAIBAKBQCAQfA8G320AeXC6efoAAAAASUVORK5CYII=";

  private ResponsesPictures() {}

  static void add(ArrayNode content, Part.Image image) {
    content
        .addObject()
        .put("type", "input_image")
        .put("image_url", url(image))
        .put("detail", DETAIL);
  }

  static String url(Part.@Nullable Image image) {
    return image == null
        ? GREY
        : "data:"
            + image.mediaType()
            + ";base64,"
            + Base64.getEncoder().encodeToString(image.bytes());
  }
}
