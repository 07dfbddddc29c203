package manyhands.agent;

import java.util.Objects;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Event;
import org.jspecify.annotations.Nullable;

/// What an agent has seen of its desktop. For one thread.
final class Eyes {

  private static final Rectangle NOTHING = new Rectangle(0, 0, 0, 0);

  private final AgentId agent;
  private final Desktop desktop;
  private final Journal journal;
  private final Pictures pictures;

  private @Nullable Look last;
  private @Nullable BlobId lastPicture;
  private String scene = "";

  Eyes(AgentId agent, Desktop desktop, Journal journal, Pictures pictures) {
    this.agent = agent;
    this.desktop = desktop;
    this.journal = journal;
    this.pictures = pictures;
  }

  /// The picture that the model was shown last; its coordinates refer to it.
  Screenshot picture() {
    return Objects.requireNonNull(last, "nobody looked").screenshot();
  }

  Frame seen() {
    return Objects.requireNonNull(last, "nobody looked").frame();
  }

  /// Looks at the screen and notes it, as the answer to a call if there is one. `changed` covers
  /// what was drawn since the last look; empty means that nobody knows.
  void look(@Nullable String call, Rectangle changed) {
    Look now = desktop.look(Capture.FOR_MODELS);
    boolean same = last != null && last.frame().number() == now.frame().number();
    // Durable before the event that names it.
    BlobId picture =
        same && lastPicture != null ? lastPicture : pictures.put(now.screenshot().bytes());
    scene = same ? scene : desktop.scene(now.frame());
    last = now;
    lastPicture = picture;
    Screenshot shot = now.screenshot();
    journal.note(
        new Event.ScreenSeen(
            agent,
            call,
            picture,
            shot.format().mediaType(),
            shot.size(),
            shot.screen(),
            same ? NOTHING : changed.isEmpty() ? null : changed,
            scene));
  }

  /// Shows a part of the screen as the answer to a call; what was seen last stays what it was.
  void zoom(String call, Rectangle region) {
    Screenshot part = desktop.zoom(region, Capture.FOR_MODELS);
    journal.note(
        new Event.ScreenZoomed(
            agent,
            call,
            pictures.put(part.bytes()),
            part.format().mediaType(),
            part.size(),
            region));
  }

  /// Where the pointer is, as a pixel of the screen.
  Point pointer() {
    return desktop.pointer();
  }

  /// The screen as it is now, without a word to the model about it.
  Frame glance() {
    return desktop.look(Capture.FOR_MODELS).frame();
  }
}
