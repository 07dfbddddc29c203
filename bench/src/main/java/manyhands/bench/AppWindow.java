package manyhands.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The web app in Debian's Chromium, in front of a server. For one thread.
final class AppWindow implements AutoCloseable {
  /// Tells when what the page has now is on the screen: a frame begins, and is done.
  private static final String PAINTED =
      """
      window.whenPainted = (then) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => then(performance.timeOrigin + performance.now());
        channel.port2.postMessage(0);
      });
      """;

  private static final Duration EVERY = Duration.ofMillis(100);

  /// A minute: the longest page takes some seconds.
  private static final int TRIES = 600;

  private final String origin;
  private final Playwright playwright;
  private final Browser browser;

  AppWindow(int port) {
    origin = "http://127.0.0.1:" + port;
    System.setProperty("playwright.nodejs.path", inPath("node").toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(inPath("chromium"))
                    .setChromiumSandbox(false)
                    .setArgs(
                        List.of(
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /// A page of a fresh profile that is logged in, on which the script runs before all others.
  Page page(String script) {
    BrowserContext context = browser.newContext();
    context.addInitScript(PAINTED + script);
    Page page = context.newPage();
    page.setViewportSize(1280, 800);
    var _ = context.request().get(origin + "/?token=" + Premises.TOKEN);
    return page;
  }

  String address(String path) {
    return origin + path;
  }

  /// Asks the page until it answers with a number; the page's policy lets it not ask itself.
  static double number(Page page, String script) throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      if (page.evaluate(script) instanceof Number number) {
        return number.doubleValue();
      }
      Thread.sleep(EVERY);
    }
    throw new IllegalStateException("the page does not come to " + script);
  }

  private static Path inPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this needs " + program + " in the PATH"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
