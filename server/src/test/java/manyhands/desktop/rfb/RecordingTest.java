package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A screen that draws what the test says, recorded into real files.
final class RecordingTest {

  private static final Size SCREEN = new Size(320, 300);
  private static final Capture WHOLE = new Capture(ImageFormat.PNG, new Size(4000, 4000));
  private static final DesktopId DESKTOP = new DesktopId("d-1");
  private static final String SHELF = "s-1";
  private static final RecordingLimits QUICK =
      new RecordingLimits(
          Duration.ofMillis(5), 1 << 20, 8 << 20, 32 << 20, 64 << 20, 128 << 20, 1 << 20);

  @TempDir private Path folder;
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
  private final AtomicBoolean gone = new AtomicBoolean();
  private RecordingFolder recordings = with(QUICK);

  @BeforeEach
  void open() {
    recordings = with(QUICK);
  }

  @AfterEach
  void close() {
    gone.set(true);
    recordings.close();
  }

  @Test
  void everyMomentIsShownAsItWas() throws IOException {
    try (Screen screen = new Screen()) {
      screen.draw(0x111111);
      recordings.begin(screen.client, DESKTOP, SHELF);
      awaitRecorded(0x111111);
      for (int i = 2; i < 30; i++) {
        millis.addAndGet(1000);
        screen.rectangle(i * 8, 10, 4 + i, 30, 0x10101 * i);
        awaitRecorded(0x10101 * i, i * 8 + 3, 12);
      }
      assertThat(shown(1_000_000, 100, 20)).isEqualTo(0x111111);
      for (int i = 2; i < 30; i++) {
        assertThat(shown(1_000_000 + (i - 1) * 1000L, i * 8 + 3, 12)).isEqualTo(0x10101 * i);
        assertThat(shown(1_000_000 + (i - 1) * 1000L - 1, i * 8 + 7, 12)).isNotEqualTo(0x10101 * i);
      }
      assertThat(recordings.at(SHELF, DESKTOP, Instant.ofEpochMilli(999_999), WHOLE)).isEmpty();
    }
    RecordedPart part = ended();
    assertThat(part.ended()).isEqualTo("the screen was lost");
    assertThat(part.from()).isEqualTo(Instant.ofEpochMilli(1_000_000));
  }

  @Test
  void aScreenOfAnotherSizeIsRecordedWhole() throws IOException {
    try (Screen screen = new Screen()) {
      screen.draw(0x111111);
      recordings.begin(screen.client, DESKTOP, SHELF);
      awaitRecorded(0x111111);
      millis.addAndGet(1000);
      screen.resize(200, 100, 0x222222);
      awaitRecorded(0x222222);
      assertThat(at(1_001_000).screenshot().screen()).isEqualTo(new Size(200, 100));
      assertThat(at(1_000_999).screenshot().screen()).isEqualTo(SCREEN);
    }
  }

  @Test
  void aTornTailIsLeftOutAndTheNextConnectionIsAPartOfItsOwn() throws IOException {
    try (Screen screen = new Screen()) {
      screen.draw(0x111111);
      recordings.begin(screen.client, DESKTOP, SHELF);
      awaitRecorded(0x111111);
    }
    RecordedPart whole = ended();
    Path file = folder.resolve(SHELF).resolve(DESKTOP.value()).resolve("000001.screen");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(whole.bytes()).isEqualTo(bytes.length);
    for (int cut = bytes.length - 1; cut > 8; cut--) {
      Files.write(file, java.util.Arrays.copyOf(bytes, cut));
      for (RecordedPart part : recordings.parts(SHELF, DESKTOP)) {
        assertThat(part.bytes()).isLessThanOrEqualTo(cut);
        assertThat(part.ended()).isEmpty();
        assertThat(shown(2_000_000, 5, 5)).isEqualTo(0x111111);
      }
    }
    Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    gone.set(false);
    recordings = with(QUICK);
    try (Screen screen = new Screen()) {
      millis.addAndGet(5000);
      screen.draw(0x333333);
      recordings.begin(screen.client, DESKTOP, SHELF);
      awaitRecorded(0x333333);
    }
    assertThat(recordings.parts(SHELF, DESKTOP)).hasSize(2);
    assertThat(shown(1_004_999, 5, 5)).isEqualTo(0x111111);
    assertThat(shown(1_005_000, 5, 5)).isEqualTo(0x333333);
  }

  @Test
  void anyDamageIsShownAsFarAsItGoesOrNotAtAll() throws IOException {
    try (Screen screen = new Screen()) {
      screen.draw(0x111111);
      recordings.begin(screen.client, DESKTOP, SHELF);
      awaitRecorded(0x111111);
      screen.noise(1);
      millis.addAndGet(1000);
      screen.rectangle(0, 0, 10, 10, 0x333333);
      awaitRecorded(0x333333);
    }
    var _ = ended();
    Path file = folder.resolve(SHELF).resolve(DESKTOP.value()).resolve("000001.screen");
    byte[] bytes = Files.readAllBytes(file);
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] damaged = bytes.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[random.nextInt(random.nextBoolean() ? 60 : damaged.length)] ^=
            (byte) (1 + random.nextInt(255));
      }
      Files.write(file, damaged);
      var _ = recordings.parts(SHELF, DESKTOP);
      var _ = recordings.at(SHELF, DESKTOP, Instant.ofEpochMilli(Long.MAX_VALUE / 2), WHOLE);
    }
  }

  @Test
  void aScreenThatRedrawsAllTheTimeWritesNoMoreThanItsShare() throws IOException {
    RecordingLimits tight =
        new RecordingLimits(
            Duration.ofMillis(5), 20_000, 400_000, 32 << 20, 64 << 20, 128 << 20, 1 << 20);
    recordings = with(tight);
    long began = System.nanoTime();
    try (Screen screen = new Screen()) {
      screen.noise(0);
      recordings.begin(screen.client, DESKTOP, SHELF);
      for (int i = 0; i < 120; i++) {
        screen.noise(i);
        pause(10);
      }
    }
    long seconds = 1 + (System.nanoTime() - began) / 1_000_000_000;
    // One update more than it had saved: that is lent.
    assertThat(bytes()).isBetween(400_000L, 400_000 + 20_000 * seconds + 2 * 200_000);
  }

  @Test
  void aRecordingThatIsLongEnoughEndsAndSaysSo() throws IOException {
    recordings =
        with(
            new RecordingLimits(
                Duration.ofMillis(5), 1 << 20, 8 << 20, 500_000, 64 << 20, 128 << 20, 1 << 20));
    try (Screen screen = new Screen()) {
      screen.noise(0);
      recordings.begin(screen.client, DESKTOP, SHELF);
      for (int i = 0; i < 40; i++) {
        screen.noise(i);
        pause(10);
      }
      assertThat(ended().ended()).isEqualTo("the desktop's recording is as long as it may be");
      assertThat(bytes()).isBetween(500_000L, 800_000L);
    }
  }

  @Test
  void theOldestSessionsRecordingsMakeRoom() throws IOException {
    recordings =
        with(
            new RecordingLimits(
                Duration.ofMillis(5), 1 << 20, 8 << 20, 9 << 20, 64 << 20, 100_000, 1 << 20));
    for (int i = 1; i <= 3; i++) {
      try (Screen screen = new Screen()) {
        screen.noise(i);
        recordings.begin(screen.client, DESKTOP, "s-" + i);
        int number = i;
        Awaitility.await().until(() -> !recordings.parts("s-" + number, DESKTOP).isEmpty());
      }
      gone.set(false);
    }
    assertThat(folder.toFile().list()).containsExactly("s-3");
  }

  @Test
  void nothingIsRecordedOnADiskThatIsNearlyFull() throws IOException {
    recordings =
        with(
            new RecordingLimits(
                Duration.ofMillis(5),
                1 << 20,
                8 << 20,
                9 << 20,
                64 << 20,
                100_000_000,
                Long.MAX_VALUE));
    try (Screen screen = new Screen()) {
      screen.draw(0x111111);
      recordings.begin(screen.client, DESKTOP, SHELF);
      assertThat(ended().ended()).isEqualTo("the disk is nearly full");
    }
  }

  private RecordingFolder with(RecordingLimits limits) {
    return new RecordingFolder(
        folder == null ? Path.of("") : folder, limits, true, Thread.ofVirtual().factory(), clock);
  }

  private RecordedScreen at(long moment) {
    return recordings.at(SHELF, DESKTOP, Instant.ofEpochMilli(moment), WHOLE).orElseThrow();
  }

  private int shown(long moment, int x, int y) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(at(moment).screenshot().bytes()));
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  private void awaitRecorded(int colour) {
    awaitRecorded(colour, 5, 5);
  }

  private void awaitRecorded(int colour, int x, int y) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            !recordings.parts(SHELF, DESKTOP).isEmpty() && shown(millis.get(), x, y) == colour);
  }

  private RecordedPart ended() {
    return Awaitility.await()
        .until(
            () -> recordings.parts(SHELF, DESKTOP),
            parts -> !parts.isEmpty() && !parts.getLast().ended().isEmpty())
        .getLast();
  }

  private long bytes() {
    List<RecordedPart> parts = recordings.parts(SHELF, DESKTOP);
    return parts.stream().mapToLong(RecordedPart::bytes).sum();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A server and the client that reads it.
  private final class Screen implements AutoCloseable {

    private final FakeServer server;
    private final RfbClient client;
    private volatile DataOutputStream out = new DataOutputStream(new ByteArrayOutputStream());

    Screen() throws IOException {
      server =
          FakeServer.playing((in, to) -> {
            FakeServer.greet(to, SCREEN.width(), SCREEN.height());
            FakeServer.draw(to, SCREEN.width(), SCREEN.height(), 0);
            out = to;
            while (!gone.get()) {
              pause(5);
            }
          });
      client = server.connect();
    }

    void draw(int colour) throws IOException {
      rectangle(0, 0, SCREEN.width(), SCREEN.height(), colour);
    }

    void rectangle(int x, int y, int width, int height, int colour) throws IOException {
      int[] pixels = new int[width * height];
      java.util.Arrays.fill(pixels, colour);
      update(x, y, width, height, pixels);
    }

    void noise(long seed) throws IOException {
      int[] pixels = new Random(seed).ints(320L * 300, 0, 1 << 24).toArray();
      update(0, 0, SCREEN.width(), SCREEN.height(), pixels);
    }

    void resize(int width, int height, int colour) throws IOException {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(new byte[] {0, 0, 0, 1});
      TightEncoder.header(
          message, new Size(width, height).bounds(), Encoding.DESKTOP_SIZE.number());
      send(message);
      int[] pixels = new int[width * height];
      java.util.Arrays.fill(pixels, colour);
      update(0, 0, width, height, pixels);
    }

    private void update(int x, int y, int width, int height, int[] pixels) throws IOException {
      long before = client.framebuffer().number();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(new byte[] {0, 0, 0, 1});
      TightEncoder.header(
          message, new manyhands.desktop.Rectangle(x, y, width, height), Encoding.RAW.number());
      DataOutputStream words = new DataOutputStream(message);
      for (int pixel : pixels) {
        words.writeInt(Integer.reverseBytes(pixel));
      }
      send(message);
      try {
        var _ = client.framebuffer().awaitAfter(before, Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void send(ByteArrayOutputStream message) throws IOException {
      // Awaitility's own delay before its first look is 100 ms, and there are hundreds of updates.
      Awaitility.await().pollDelay(Duration.ZERO).until(() -> out.size() > 0);
      out.write(message.toByteArray());
      out.flush();
    }

    @Override
    public void close() throws IOException {
      gone.set(true);
      Awaitility.await().until(() -> client.failure().isPresent());
      client.close();
      server.close();
    }
  }
}
