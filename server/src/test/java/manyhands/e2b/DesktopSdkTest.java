package manyhands.e2b;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import manyhands.app.RealServer;
import manyhands.browser.Chromium;
import manyhands.browser.NodeScript;
import manyhands.browser.NpmPackages;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The npm package `@e2b/desktop` as it is, against a server of ours with real desktops: the script
/// `desktop.mjs` calls every public method and looks at what it did.
final class DesktopSdkTest {

  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(20);
  private static final int MAGENTA = 0xff00ff;

  private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

  @BeforeAll
  static void callEverything(@TempDir Path folder) throws Exception {
    TestCertificate names = TestCertificate.make(folder, "boxes.test");
    Map<String, String> environment =
        Map.of(
            "MANYHANDS_NETWORK", "none",
            "MANYHANDS_E2B_DOMAIN", "boxes.test",
            "MANYHANDS_E2B_PORT", "0",
            "MANYHANDS_E2B_CERTIFICATE", names.certificate().toString(),
            "MANYHANDS_E2B_KEY", names.key().toString());
    try (RealServer server = new RealServer(environment);
        NodeScript script =
            NodeScript.start(
                NpmPackages.folder("e2b"),
                "node",
                "desktop.mjs",
                server.process().address().toString(),
                server.process().token())) {
      for (String line = script.next(); !line.equals("done"); line = script.next()) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
          case "check" -> OUTCOMES.put(words[1], words[2]);
          case "look" -> {
            look(words[1]);
            script.tell("looked");
          }
          default -> {}
        }
      }
    }
  }

  /// As somebody who was given the stream's address.
  private static void look(String address) throws IOException {
    try (Chromium chromium = Chromium.start("--host-resolver-rules=MAP *.boxes.test 127.0.0.1");
        BrowserContext context =
            chromium.context(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
      Page page = context.newPage();
      page.navigate(address);
      page.waitForFunction("document.title === 'Desktop'");
      page.keyboard().type("through the stream\n");
      Awaitility.await().atMost(SHOWN_WITHIN).until(() -> colourInTheMiddle(page) == MAGENTA);
      OUTCOMES.put("look", "ok " + address);
    } catch (RuntimeException e) {
      OUTCOMES.put("look", e.toString());
    }
  }

  private static int colourInTheMiddle(Page page) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    return picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2) & 0xffffff;
  }

  private static void works(String... names) {
    for (String name : names) {
      assertThat(OUTCOMES.getOrDefault(name, "was not looked at")).as(name).startsWith("ok ");
    }
  }

  @Test
  void itsStartUpSucceedsWithAndWithoutOptions() {
    works("create", "createWithOptions", "connect");
  }

  @Test
  void theDesktopIsShownLikeAnyOther() {
    works("shownByTheServer");
  }

  @Test
  void everyClickMoveAndScrollArrivesWhereItWasMeant() {
    works("pointer");
  }

  @Test
  void whatIsTypedIsInTheFile() {
    works("keyboard");
  }

  @Test
  void screenshotsShowWhatIsThereInEveryForm() {
    works("screenshot");
  }

  @Test
  void windowsAreFoundByClassFocusAndTitle() {
    works("windows");
  }

  @Test
  void filesAndAddressesOpenInTheirApplications() {
    works("programs");
  }

  @Test
  void theStreamHasAPageAPasswordAndAnEnd() {
    works("stream", "streamOfOneWindow");
  }

  @Test
  void theStreamsAddressShowsTheDesktopInABrowserAndTakesItsKeys() {
    works("look", "stream");
  }

  @Test
  void waitingAndVerifyingWaitAndVerify() {
    works("waiting");
  }

  @Test
  void noPublicMethodWasLeftOut() {
    works("nothingWasLeftOut");
  }
}
