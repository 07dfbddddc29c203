package manyhands.fakes;

import static manyhands.fakes.AnthropicRules.demand;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tools.jackson.databind.JsonNode;

/// The rules about pictures: their type is what they say, they are not too large or too many, and
/// where a computer tool is offered the API would not have to scale them. For one request.
final class AnthropicPictures {

  private static final int MAX_BYTES = 5 << 20;
  private static final int MAX_EDGE = 8_000;
  private static final int MANY = 20;
  private static final int MAX_EDGE_OF_MANY = 2_000;
  private static final int MOST = 100;

  /// What a model sees without scaling: the longer edge, and tiles of so many pixels.
  private static final int SEEN_EDGE = 1_568;

  private static final int TILE = 28;
  private static final int SEEN_TILES = 1_568;

  private final JsonNode request;

  AnthropicPictures(JsonNode request) {
    this.request = request;
  }

  void check() {
    List<JsonNode> pictures = new ArrayList<>();
    for (JsonNode message : request.path("messages")) {
      for (JsonNode block : message.path("content")) {
        collect(block, pictures);
        block.path("content").forEach(inner -> collect(inner, pictures));
      }
    }
    demand(pictures.size() <= MOST, "too many images: " + pictures.size());
    boolean computer = false;
    for (JsonNode tool : request.path("tools")) {
      computer |= tool.path("type").stringValue("").startsWith("computer_");
    }
    for (JsonNode picture : pictures) {
      check(picture.path("source"), pictures.size(), computer);
    }
  }

  private static void collect(JsonNode block, List<JsonNode> pictures) {
    if (block.path("type").stringValue("").equals("image")) {
      pictures.add(block);
    }
  }

  private static void check(JsonNode source, int count, boolean computer) {
    demand(source.path("type").stringValue("").equals("base64"), "image.source.type: not known");
    byte[] bytes = decoded(source.path("data").stringValue(""));
    demand(bytes.length <= MAX_BYTES, "image exceeds 5 MB maximum");
    String type = source.path("media_type").stringValue("");
    demand(type.equals(typeOf(bytes)), "Image does not match the provided media type " + type);
    Dimension size = size(bytes);
    int longer = Math.max(size.width, size.height);
    int limit = count > MANY ? MAX_EDGE_OF_MANY : MAX_EDGE;
    demand(longer <= limit, "image dimensions exceed max allowed size: " + limit + " pixels");
    if (computer) {
      int tiles = tiles(size.width) * tiles(size.height);
      demand(
          longer <= SEEN_EDGE && tiles <= SEEN_TILES,
          "image is too large for computer use: " + size.width + "x" + size.height);
    }
  }

  private static int tiles(int pixels) {
    return (pixels + TILE - 1) / TILE;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new AnthropicRules.Wrong("image.source.base64: invalid base64 data");
    }
  }

  private static String typeOf(byte[] bytes) {
    if (bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
      return "image/jpeg";
    }
    return bytes.length > 3 && bytes[1] == 'P' && bytes[2] == 'N' ? "image/png" : "";
  }

  /// From the picture's head alone.
  private static Dimension size(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      demand(readers.hasNext(), "Could not process image");
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new AnthropicRules.Wrong("Could not process image");
    }
  }
}
