package manyhands.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/// Whether a page fits its window: nothing has to be moved sideways.
final class Fit {
  /// The innermost elements that are wider than the window; empty when the page fits.
  private static final String STICKS_OUT =
      """
      () => {
        const page = document.documentElement;
        if (page.scrollWidth <= page.clientWidth) return "";
        const wide = [...document.body.querySelectorAll("*")]
          .filter((it) => it.scrollWidth > page.clientWidth + 1 &&
            getComputedStyle(it).overflowX === "visible");
        return page.scrollWidth - page.clientWidth + " px too wide: " + wide
          .filter((it) => !wide.some((other) => it !== other && it.contains(other)))
          .map((it) => it.cloneNode(false).outerHTML.slice(0, 200))
          .join("; ");
      }
      """;

  private Fit() {}

  static void assertFits(Page page) {
    assertThat((String) page.evaluate(STICKS_OUT))
        .as("what sticks out of %s", page.url())
        .isEmpty();
  }
}
