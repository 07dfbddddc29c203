package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureRoutesTest {
  private static final Size SCREEN = new Size(1280, 800);
  private final ApiFixture api = new ApiFixture();
  private BlobId picture;
  private byte[] bytes;

  @BeforeEach
  void open() throws IOException {
    bytes = drawn("jpg");
    picture = api.blobs.put(bytes);
    open("s-1", picture);
    open("s-2", api.blobs.put("another".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private void open(String session, BlobId seen) {
    var _ =
        api.log.append(
            new SessionId(session),
            List.of(
                new Event.SessionOpened("x", 1, "scripted", "local", false, false, Budget.DEFAULT),
                new Event.ScreenSeen(
                    new AgentId("a1"), null, seen, "image/jpeg", SCREEN, SCREEN, null)));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aPictureIsSentAsItIsAndKeptForEver() {
    var answer = api.get("/api/sessions/s-1/pictures/" + picture);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(bytes);
    assertThat(answer.header("content-type")).isEqualTo("image/jpeg");
    assertThat(answer.header("cache-control")).isEqualTo("private, max-age=31536000, immutable");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({"320, 320, 200", "100, 100, 63", "16, 16, 10", "2000, 1280, 800"})
  void aSmallOneKeepsItsShapeAndItsColours(int width, int wide, int high) throws IOException {
    BufferedImage small = small(width);
    assertThat(small.getWidth()).isEqualTo(wide);
    assertThat(small.getHeight()).isEqualTo(high);
    Color left = new Color(small.getRGB(wide / 4, high / 2));
    Color right = new Color(small.getRGB(wide * 3 / 4, high / 2));
    assertThat(left.getBlue()).isGreaterThan(200);
    assertThat(left.getRed()).isLessThan(40);
    assertThat(right.getRed()).isGreaterThan(200);
  }

  @Test
  void aPngIsMadeSmallToo() throws IOException {
    picture = api.blobs.put(drawn("png"));
    open("s-3", picture);
    var whole = api.get("/api/sessions/s-3/pictures/" + picture);
    assertThat(whole.header("content-type")).isEqualTo("image/png");
    var answer = api.get("/api/sessions/s-3/pictures/" + picture + "?width=320");
    assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(320);
  }

  @Test
  void whatASessionHasNotSeenIsNotThere() {
    BlobId artifact = api.blobs.put(new byte[] {1, 2, 3});
    for (String path :
        List.of(
            "/api/sessions/s-2/pictures/" + picture,
            "/api/sessions/s-1/pictures/" + artifact,
            "/api/sessions/s-none/pictures/" + picture,
            "/api/sessions/s-1/pictures/" + picture.sha256().toUpperCase(java.util.Locale.ROOT),
            "/api/sessions/s-1/pictures/..%2f" + picture,
            "/api/sessions/s-1/pictures/x")) {
      assertThat(api.get(path).status()).as(path).isEqualTo(404);
      assertThat(api.get(path).header("cache-control")).isEqualTo("no-store");
    }
    assertThat(api.send("GET", "/api/sessions/s-1/pictures/" + picture, "").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"0", "15", "4097", "-320", "wide", "99999999999999999999"})
  void widthsHaveBounds(String width) {
    var answer = api.get("/api/sessions/s-1/pictures/" + picture + "?width=" + width);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aPictureThatIsSeenLaterIsThereAtOnce() {
    assertThat(api.get("/api/sessions/s-2/pictures/" + picture).status()).isEqualTo(404);
    open("s-2", picture);
    assertThat(api.get("/api/sessions/s-2/pictures/" + picture).status()).isEqualTo(200);
  }

  @Test
  void manyAtATimeAllGetTheirs() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BufferedImage>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int width = 300 + i;
        all.add(threads.submit(() -> small(width)));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(all.get(i).get().getWidth()).isEqualTo(300 + i);
      }
    }
  }

  private BufferedImage small(int width) throws IOException {
    var answer = api.get("/api/sessions/s-1/pictures/" + picture + "?width=" + width);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("image/jpeg");
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  /// Blue on the left, red on the right.
  private static byte[] drawn(String format) throws IOException {
    BufferedImage image =
        new BufferedImage(SCREEN.width(), SCREEN.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.BLUE);
    pen.fillRect(0, 0, SCREEN.width() / 2, SCREEN.height());
    pen.setColor(Color.RED);
    pen.fillRect(SCREEN.width() / 2, 0, SCREEN.width() / 2, SCREEN.height());
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }
}
