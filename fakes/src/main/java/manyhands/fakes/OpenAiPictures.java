package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// The rules about pictures: they come as data addresses, are what they say, and are not so large
/// that they would be scaled behind the back of who counts their pixels.
final class OpenAiPictures {

  private static final Pattern DATA = Pattern.compile("data:([a-z/]+);base64,(.*)", Pattern.DOTALL);
  private static final Set<String> DETAILS = Set.of("auto", "low", "high", "original");
  private static final int MAX_BYTES = 20 << 20;
  private static final int MAX_EDGE = 6_000;
  private static final int MAX_PIXELS = 10_240_000;

  private OpenAiPictures() {}

  static void check(String url, String detail, String where) {
    demand(
        detail.isEmpty() || DETAILS.contains(detail),
        where + ".detail",
        "Invalid value: '"
            + detail
            + "'. Supported values are: 'low', 'high', 'auto', 'original'.");
    Matcher data = DATA.matcher(url);
    demand(
        data.matches(),
        where + ".image_url",
        "Invalid '"
            + where
            + ".image_url'. Expected a valid URL, but got a value with an invalid"
            + " format.");
    byte[] bytes = decoded(data.group(2), where);
    demand(
        bytes.length <= MAX_BYTES,
        where + ".image_url",
        "Invalid '" + where + ".image_url': image exceeds the limit of 20 MB.");
    BufferedImage image = read(bytes);
    demand(
        image != null && data.group(1).equals(typeOf(bytes)),
        where + ".image_url",
        "The image data you provided does not represent a valid image of type "
            + data.group(1)
            + ". Please check your input and try again with one of the following image formats:"
            + " ['image/jpeg', 'image/png', 'image/gif', 'image/webp'].");
    int width = image == null ? 0 : image.getWidth();
    int height = image == null ? 0 : image.getHeight();
    demand(
        Math.max(width, height) <= MAX_EDGE && width * height <= MAX_PIXELS,
        where + ".image_url",
        "The image would be scaled: " + width + "x" + height);
  }

  private static byte[] decoded(String base64, String where) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw OpenAiError.invalid(
          "Invalid '" + where + ".image_url'. Expected a base64-encoded data URL.",
          where + ".image_url");
    }
  }

  private static String typeOf(byte[] bytes) {
    if (bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
      return "image/jpeg";
    }
    return bytes.length > 3 && bytes[1] == 'P' && bytes[2] == 'N' ? "image/png" : "";
  }

  private static @Nullable BufferedImage read(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      return null;
    }
  }
}
