package manyhands.e2b;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.app.RealServer;
import manyhands.browser.NodeScript;
import manyhands.browser.NpmPackages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The npm package `@e2b/desktop` as it is, against a server of ours with real desktops: the script
/// `desktop.mjs` calls every public method and looks at what it did.
final class DesktopSdkTest {

  private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

  @BeforeAll
  static void callEverything() {
    try (RealServer server = new RealServer(Map.of("MANYHANDS_NETWORK", "none"));
        NodeScript script =
            NodeScript.start(
                NpmPackages.folder("e2b"),
                "node",
                "desktop.mjs",
                server.process().address().toString(),
                server.process().token())) {
      for (String line = script.next(); !line.equals("done"); line = script.next()) {
        if (line.startsWith("check ")) {
          String[] words = line.split(" ", 3);
          OUTCOMES.put(words[1], words[2]);
        }
      }
    }
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
  void waitingAndVerifyingWaitAndVerify() {
    works("waiting");
  }

  @Test
  void noPublicMethodWasLeftOut() {
    works("nothingWasLeftOut");
  }
}
