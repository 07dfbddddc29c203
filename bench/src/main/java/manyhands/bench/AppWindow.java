package manyhands.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
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
