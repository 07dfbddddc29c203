package manyhands.bench;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import manyhands.event.SessionId;
import manyhands.session.SessionRequest;

/// How long a key takes that a person presses over a live desktop of the web app.
final class KeyToCanvas implements Bench {
  private static final int WARM = 20;
  private static final int KEYS = 150;

  /// Notes each key's time, and when the desktop was drawn and painted for the first time after it.
  private static final String NOTE =
      """
      window.took = [];
      let pressed = 0;
      addEventListener("keydown", (key) => { pressed = key.timeStamp; }, true);
      const draw = CanvasRenderingContext2D.prototype.drawImage;
      CanvasRenderingContext2D.prototype.drawImage = function (...given) {
        draw.apply(this, given);
        if (pressed === 0 || !(this.canvas instanceof HTMLCanvasElement) || !this.canvas.isConnected) return;
        const began = pressed;
        const drawn = performance.now();
        pressed = 0;
        whenPainted((at) => window.took.push([drawn - began, at - performance.timeOrigin - began]));
      };
      """;

  @Override
  public String name() {
    return "key-to-canvas";
  }

  @Override
  public String what() {
    return "a key pressed over a live desktop in the web app, to the desktop's answer on the"
        + " page";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    try (Premises premises = new Premises(lab, 1);
        AppWindow window = new AppWindow(premises.port())) {
      SessionId id =
          premises
              .sessions
              .open(
                  SessionRequest.of(
                      "Open a terminal, type 'exec cat', press Enter and wait 500 s."))
              .id();
      Page page = window.page(NOTE);
      page.navigate(window.address("/session/" + id + "?view=a1"));
      Locator canvas =
          page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Ada's screen"))
              .locator("canvas");
      canvas.waitFor();
      page.getByText("Wait").first().waitFor();
      canvas.click();
      Thread.sleep(1_000);
      for (int i = 0; i < WARM + KEYS; i++) {
        page.keyboard().press(String.valueOf((char) ('a' + i % 26)));
        Thread.sleep(80 + i % 13);
      }
      List<?> took = (List<?>) page.evaluate("window.took");
      premises.sessions.stop(id, "bench");
      return List.of(
          Row.millis("a key, to its pixels in the page's canvas", part(took, 0), "50 ms (95 %)"),
          Row.millis("the same, to the frame that shows them", part(took, 1), ""));
    }
  }

  private static List<Long> part(List<?> took, int which) {
    List<Long> nanos = new ArrayList<>();
    for (Object pair : took.subList(Math.min(WARM, took.size()), took.size())) {
      nanos.add((long) (((Number) ((List<?>) pair).get(which)).doubleValue() * 1e6));
    }
    return nanos;
  }
}
