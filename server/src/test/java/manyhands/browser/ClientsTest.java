package manyhands.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/// What tests of the stock clients stand on.
final class ClientsTest {
  @Test
  void scriptsFindTheStockClients() {
    try (NodeScript script = NodeScript.start("clients.mjs")) {
      assertThat(script.next("io")).isEqualTo("function");
      script.tell("cheddar");
      assertThat(script.next("told")).isEqualTo("cheddar");
    }
  }

  @Test
  void pagesFindTheStockClients() {
    String origin = "http://127.0.0.1:1";
    try (Chromium chromium = Chromium.start();
        Page page = chromium.page(origin)) {
      page.navigate(origin + "/test/clients.html");
      page.waitForFunction("document.title.startsWith('function')");
      assertThat(page.title()).isEqualTo("function function");
    }
  }
}
