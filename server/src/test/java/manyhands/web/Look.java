package manyhands.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/// What somebody looks at the app with.
enum Look {
  LIGHT(1280, 800, ColorScheme.LIGHT),
  DARK(1280, 800, ColorScheme.DARK),
  PHONE(390, 844, ColorScheme.LIGHT);

  private final int width;
  private final int height;
  private final ColorScheme scheme;

  Look(int width, int height, ColorScheme scheme) {
    this.width = width;
    this.height = height;
    this.scheme = scheme;
  }

  Browser.NewContextOptions options() {
    boolean phone = this == PHONE;
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setHasTouch(phone)
        .setIsMobile(phone)
        .setAcceptDownloads(true);
  }
}
