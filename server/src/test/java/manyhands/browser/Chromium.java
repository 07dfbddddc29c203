package manyhands.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium without a window, driven through Playwright. For one thread.
///
/// ```java
/// try (Chromium chromium = Chromium.start();
///     Page page = chromium.page("http://127.0.0.1:8080")) {
///   page.navigate("http://127.0.0.1:8080/test/page.html");
/// ```
public final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--disable-gpu",
          // Our pages are put in by Playwright, so no address is known for them: for Chromium they
          // come from elsewhere, and may not open sockets to this machine.
          "--disable-features=LocalNetworkAccessChecks",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts one with a fresh profile, and flags besides the usual ones.
  public static Chromium start(String... more) {
    System.setProperty("playwright.nodejs.path", inPath("node").toString());
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(inPath("chromium"))
                      .setChromiumSandbox(false)
                      .setArgs(Stream.concat(FLAGS.stream(), Stream.of(more)).toList()));
      return new Chromium(playwright, browser);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  /// A page in a context of its own, without cookies. Under `ORIGIN/test/` it finds the files of
  /// `server/src/test/browser` and its `node_modules`, as if the server at that origin had them:
  /// what a page there asks of the server is asked from its own origin.
  public Page page(String origin) {
    Path folder = NpmPackages.folder();
    BrowserContext context = browser.newContext();
    context.route(origin + "/test/**", route -> fulfill(route, folder));
    return context.newPage();
  }

  /// A fresh profile without cookies, in front of whatever server.
  public BrowserContext context(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  private static void fulfill(Route route, Path folder) {
    String path = URI.create(route.request().url()).getPath().substring("/test/".length());
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("no such file: " + path));
      return;
    }
    String ending = path.substring(path.lastIndexOf('.') + 1);
    route.fulfill(
        new Route.FulfillOptions()
            .setPath(file)
            .setContentType(TYPES.getOrDefault(ending, "application/octet-stream")));
  }

  private static Path inPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("these tests need " + program + " in the PATH: it is not"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
