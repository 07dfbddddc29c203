package manyhands.bench;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.event.Event;
import manyhands.event.SessionId;

/// How long a fact takes from the server's log onto the screen of somebody who watches.
final class FactToScreen implements Bench {
  private static final int WARM = 20;
  private static final int FACTS = 200;
  private static final SessionId SESSION = new SessionId("watched");

  /// Notes when each step that types `<number>` was first on the screen.
  private static final String NOTE =
      """
      window.shown = {};
      const numbers = new Set();
      document.addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
        for (const change of changes) {
          const text = (change.target.textContent ?? "").slice(-20000);
          for (const [, number] of text.matchAll(/<(\\d+)>/g)) {
            if (numbers.has(number)) continue;
            numbers.add(number);
            whenPainted((at) => { window.shown[number] = at; });
          }
        }
      }).observe(document.body, { childList: true, characterData: true, subtree: true }));
      """;

  @Override
  public String name() {
    return "fact-to-screen";
  }

  @Override
  public String what() {
    return "a fact appended to the log, to the frame in which the browser has drawn it among the"
        + " steps";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    try (Premises premises = new Premises(lab, 1);
        AppWindow window = new AppWindow(premises.port())) {
      LongSession.begin(premises.log, SESSION);
      Page page = window.page(NOTE);
      page.navigate(window.address("/session/" + SESSION + "?view=all"));
      page.getByText("long work").first().waitFor();
      List<Long> appended = new ArrayList<>();
      for (int i = 0; i < WARM + FACTS; i++) {
        appended.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        premises.log.append(SESSION, fact(i));
        Thread.sleep(50 + i % 17);
      }
      List<Long> took = new ArrayList<>();
      for (int i = WARM; i < WARM + FACTS; i++) {
        double shown = AppWindow.number(page, "window.shown[" + i + "] ?? null");
        took.add((long) (shown * 1e6) - appended.get(i) * 1_000);
      }
      return List.of(Row.millis("a fact, to the screen of a browser", took, "100 ms (95 %)"));
    }
  }

  private static Event fact(int number) {
    return new Event.ActionIntended(
        LongSession.ADA,
        LongSession.TASK,
        number,
        "c" + number,
        "typed \"<" + number + ">\"",
        new Action.Type("<" + number + ">"));
  }
}
