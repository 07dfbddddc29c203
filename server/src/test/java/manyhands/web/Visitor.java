package manyhands.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import manyhands.Tree;

/// A person with a browser of their own in front of the app. For one thread.
final class Visitor implements AutoCloseable {
  private static final Path SCREENS = Tree.ROOT.resolve("server/target/screens");
  private static final Path AXE = Tree.ROOT.resolve("web/node_modules/axe-core/axe.min.js");

  /// Says only what a person with a disability could not get past, one finding a line.
  private static final String AXE_RUN =
      """
      axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations
        .filter((it) => it.impact === "serious" || it.impact === "critical")
        .flatMap((it) => it.nodes.map((node) => it.id + ": " + node.html.slice(0, 300) + "\\n  " +
          node.failureSummary))
        .join("\\n"))
      """;

  /// Far longer than anything takes on a loaded machine.
  private static final double PATIENCE_MILLIS = 20_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  private final BrowserContext context;
  private final URI server;
  final Complaints complaints;
  private Page page;

  Visitor(BrowserContext context, URI server) {
    this.context = context;
    this.server = server;
    this.complaints = new Complaints(context, server);
    this.page = context.newPage();
  }

  Page page() {
    return page;
  }

  Visitor login(String token) {
    return visit("/?token=" + token);
  }

  Visitor visit(String path) {
    page.navigate(server + path);
    return this;
  }

  /// Closes the tab and opens another.
  Visitor comeBack(String path) {
    page.close();
    page = context.newPage();
    return visit(path);
  }

  /// Leaves a picture of what is on the page in `server/target/screens`.
  Visitor picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENS.resolve(name + ".png")));
    return this;
  }

  /// Asserts that axe finds nothing serious. The page's policy stays as it is: the script is put in
  /// by the browser's debugger, not by the page.
  Visitor assertAccessible() {
    CDPSession debugger = context.newCDPSession(page);
    try {
      assertThat(evaluate(debugger, Files.readString(AXE) + ";\n" + AXE_RUN))
          .as("what axe finds at %s", page.url())
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(AXE + " is missing: run `npm ci` in web/", e);
    } finally {
      debugger.detach();
    }
    return this;
  }

  private static String evaluate(CDPSession debugger, String script) {
    JsonObject ask = new JsonObject();
    ask.addProperty("expression", script);
    ask.addProperty("awaitPromise", true);
    ask.addProperty("returnByValue", true);
    JsonObject answer = debugger.send("Runtime.evaluate", ask);
    assertThat(answer.has("exceptionDetails")).as("%s", answer).isFalse();
    return answer.getAsJsonObject("result").get("value").getAsString();
  }

  @Override
  public void close() {
    context.close();
  }
}
