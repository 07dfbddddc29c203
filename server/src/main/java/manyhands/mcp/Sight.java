package manyhands.mcp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Scale;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import manyhands.mcp.Answer.Content;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;
import manyhands.session.SessionException;
import org.jspecify.annotations.Nullable;

/// What clients were shown of each desktop last: they think for seconds, and act only while that is
/// still true. Safe for use by many threads.
final class Sight {

  /// Times in a row that an action is held back because the screen changed, as for agents: who
  /// insists after so many fresh pictures means it.
  private static final int MOST_HELD_BACK = 3;

  private record Seen(Frame frame, int heldBack) {}

  private final OpenDesktops desktops;
  private final Map<DesktopId, Seen> seen = new ConcurrentHashMap<>();

  Sight(OpenDesktops desktops) {
    this.desktops = desktops;
  }

  /// How the pictures that clients get of a desktop lie on its screen.
  Scale scale(DesktopId id) {
    Size screen =
        desktops
            .find(id)
            .map(DesktopView::size)
            .orElseThrow(() -> new BadArguments("the desktop " + id + " was closed"));
    return new Scale(screen.within(Capture.FOR_MODELS.atMost()), screen);
  }

  /// The screen now, and words about it.
  List<Content> show(DesktopId id, String words) {
    return show(id, words, 0);
  }

  private List<Content> show(DesktopId id, String words, int heldBack) {
    Look look = desktops.see(id, Capture.FOR_MODELS);
    seen.keySet().removeIf(it -> desktops.find(it).isEmpty());
    seen.put(id, new Seen(look.frame(), heldBack));
    Screenshot shot = look.screenshot();
    return List.of(
        new Content.Text(words), new Content.Image(shot.bytes(), shot.format().mediaType()));
  }

  /// Performs an action if the screen still is what was shown; otherwise the answer has the fresh
  /// screen, and is null when it was performed.
  @Nullable Answer perform(DesktopId id, Action action) {
    Seen last = seen.get(id);
    boolean insists = last != null && last.heldBack() >= MOST_HELD_BACK;
    Frame frame = last == null || insists ? null : last.frame();
    try {
      desktops.perform(id, Tool.ACTOR, action, frame);
      return null;
    } catch (SessionException e) {
      if (e.code() != SessionException.Code.SCREEN_CHANGED || last == null) {
        throw e;
      }
      String words =
          "Not performed: the screen has changed since you saw it. This is the screen now; decide"
              + " again.";
      return Answer.failed(show(id, words, last.heldBack() + 1));
    }
  }

  /// Nobody was shown what the last action did: the next is compared with nothing.
  void forget(DesktopId id) {
    seen.remove(id);
  }
}
