package manyhands.model.scripted;

/// Opens addresses in the browser.
final class Browser {

  private static final int PAGE_PATIENCE = 10_000;

  private final Keyboard keyboard;
  private final Windows windows;

  Browser(Keyboard keyboard, Windows windows) {
    this.keyboard = keyboard;
    this.windows = windows;
  }

  /// Types the address into the address bar and returns when the window's title changed, or after
  /// some time when it did not: a script cannot see what a page shows.
  void open(String address) {
    windows.use(Program.BROWSER);
    Window before = keyboard.window();
    boolean known;
    Boolean changed;
    do {
      keyboard.replace("ctrl+l", address);
      // Removes what the browser may have completed the address with.
      keyboard.pressAgain("Delete");
      known = keyboard.attemptPress("Return");
      changed =
          keyboard.await(
              Window.MARKER,
              PAGE_PATIENCE,
              marker -> Window.of(marker).equals(before) ? null : Boolean.TRUE);
    } while (!known && changed == null);
  }
}
