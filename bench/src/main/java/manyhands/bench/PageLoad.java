package manyhands.bench;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.BlobId;
import manyhands.event.SessionId;

/// How long pages take to be there, in browsers that have nothing of the app yet.
final class PageLoad implements Bench {
  private static final int LOADS = 20;
  private static final int LONG_LOADS = 5;
  private static final int STEPS = 10_000;
  private static final SessionId LONG = new SessionId("long");

  /// Notes when a page has for the first time what it is opened for, has drawn it, and is not busy.
  private static final String NOTE =
      """
      const ready = () => location.pathname === "/"
        ? document.querySelector("textarea:not(:disabled), [contenteditable=true]") !== null
        : /Completed.*Ended/s.test(document.body.textContent);
      const look = () => {
        if (document.body === null || !ready()) return setTimeout(look, 5);
        whenPainted((at) => { window.ready = at - performance.timeOrigin; });
      };
      look();
      """;

  @Override
  public String name() {
    return "page-load";
  }

  @Override
  public String what() {
    return "a page opened in a fresh browser profile, until it is drawn and takes input";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    try (Premises premises = new Premises(lab, 1);
        AppWindow window = new AppWindow(premises.port())) {
      BlobId picture = premises.blobs.put(Pictures.png(0));
      LongSession.write(premises.log, LONG, STEPS, picture);
      loads(window, "/", 2);
      return List.of(
          Row.millis("Home", loads(window, "/", LOADS), "1 s"),
          Row.millis(
              "a session with 10,000 steps (50,000 facts)",
              loads(window, "/session/" + LONG + "?view=a1", LONG_LOADS),
              "5 s"));
    }
  }

  private static List<Long> loads(AppWindow window, String path, int times)
      throws InterruptedException {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Page page = window.page(NOTE);
      page.navigate(window.address(path));
      took.add((long) (AppWindow.number(page, "window.ready ?? null") * 1e6));
      page.context().close();
    }
    return took;
  }
}
