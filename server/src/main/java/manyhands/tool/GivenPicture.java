package manyhands.tool;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import manyhands.agent.ExtraAnswer;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// A picture that a server sent. It is decoded and encoded anew: one that a provider cannot read
/// would end the conversation that it stands in.
sealed interface GivenPicture {

  /// What models take without scaling it down.
  int LONGEST_EDGE = 1_568;

  int MAX_BYTES = 1 << 20;

  /// Base64 of as much, with some line ends.
  int MAX_TEXT = MAX_BYTES / 3 * 4 + (64 << 10);

  record Fit(ExtraAnswer.Picture picture) implements GivenPicture {}

  record Unfit(String why) implements GivenPicture {}

  static GivenPicture read(@Nullable String base64) {
    if (base64 == null || base64.length() > MAX_TEXT) {
      return new Unfit("it has more than " + (MAX_BYTES >> 20) + " MB");
    }
    try {
      return read(Base64.getMimeDecoder().decode(base64));
    } catch (IOException | RuntimeException _) {
      // The decoders of the JDK throw what they like at broken pictures.
      return new Unfit("it cannot be read");
    }
  }

  private static GivenPicture read(byte[] bytes) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return new Unfit("it is neither PNG nor JPEG");
      }
      ImageReader reader = readers.next();
      try {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!format.equals("png") && !format.equals("jpeg")) {
          return new Unfit("it is neither PNG nor JPEG");
        }
        reader.setInput(in);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (Math.max(width, height) > LONGEST_EDGE) {
          return new Unfit(
              "it has " + width + " x " + height + " pixels, and an edge may have " + LONGEST_EDGE);
        }
        return encoded(reader.read(0), format);
      } finally {
        reader.dispose();
      }
    }
  }

  private static GivenPicture encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      return new Unfit("it cannot be read");
    }
    return out.size() > MAX_BYTES
        ? new Unfit("it has more than " + (MAX_BYTES >> 20) + " MB")
        : new Fit(
            new ExtraAnswer.Picture(
                out.toByteArray(),
                "image/" + format,
                new Size(image.getWidth(), image.getHeight())));
  }
}
