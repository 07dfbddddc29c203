package manyhands.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.desktop.DesktopId;
import manyhands.mcp.Answer.Content;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;

/// Desktops without an agent: opened, seen and closed.
final class DesktopTools {

  private static final int MAX_KIND = 100;

  private final OpenDesktops desktops;
  private final Aim aim;
  private final Sight sight;

  DesktopTools(OpenDesktops desktops, Aim aim, Sight sight) {
    this.desktops = desktops;
    this.aim = aim;
    this.sight = sight;
  }

  List<Tool> tools() {
    return List.of(
        new Tool(
            "open_desktop",
            "Open a desktop",
            "Opens a desktop of its own with a terminal, an editor, a file manager and a browser, and"
                + " shows it. It closes by itself when it is not used for long.",
            new Schema().text("kind?", "the kind of desktop; the usual one when left out").build(),
            Tool.Effect.ADDS,
            this::open),
        new Tool(
            "list_desktops",
            "List desktops",
            "The desktops that are open, oldest first.",
            new Schema().build(),
            Tool.Effect.READS,
            this::list),
        new Tool(
            "close_desktop",
            "Close a desktop",
            "Closes a desktop; what is on it is gone.",
            new Schema().text(Aim.DESKTOP, "the id of the desktop").build(),
            Tool.Effect.CHANGES,
            this::close),
        new Tool(
            "screenshot",
            "Look at the screen",
            "Shows the screen as it is now. The coordinates of other tools are pixels of this"
                + " picture.",
            aim.schema().build(),
            Tool.Effect.READS,
            this::screenshot));
  }

  private Answer open(Arguments given, Tool.Progress progress) {
    given.allow(Set.of("kind"));
    progress.say(0, 1, "starting a desktop");
    DesktopView desktop = desktops.open(given.optionalText("kind", MAX_KIND));
    String words =
        "Desktop %s is open. Its picture is %s pixels."
            .formatted(desktop.id(), sight.scale(desktop.id()).picture());
    return Answer.of(sight.show(desktop.id(), words), data(desktop));
  }

  private Answer list(Arguments given, Tool.Progress progress) {
    given.allow(Set.of());
    List<DesktopView> open = desktops.list();
    String words =
        open.isEmpty()
            ? "No desktop is open: `open_desktop` opens one."
            : open.stream()
                .map(it ->
                    "%s (%s, closes at %s%s)"
                        .formatted(
                            it.id(),
                            it.kind(),
                            it.expiresAt(),
                            it.kept() == null ? " when not used" : ", " + it.kept().by()))
                .collect(Collectors.joining("\n"));
    List<Map<String, Object>> items = open.stream().map(this::data).toList();
    return Answer.of(List.of(new Content.Text(words)), Map.of("desktops", items));
  }

  private Answer close(Arguments given, Tool.Progress progress) {
    given.allow(Set.of(Aim.DESKTOP));
    DesktopId id = aim.named(given).id();
    desktops.close(id, Tool.ACTOR);
    return Answer.of("Desktop " + id + " is closed.");
  }

  private Answer screenshot(Arguments given, Tool.Progress progress) {
    given.allow(Set.of(Aim.DESKTOP));
    return Answer.of(sight.show(aim.at(given), "This is the screen now."), null);
  }

  /// The size is the pictures', which is the one that coordinates are of.
  private Map<String, Object> data(DesktopView desktop) {
    Map<String, Object> data = new LinkedHashMap<>();
    var picture = desktop.size().within(manyhands.desktop.Capture.FOR_MODELS.atMost());
    data.put("desktop", desktop.id().value());
    data.put("kind", desktop.kind());
    data.put("width", picture.width());
    data.put("height", picture.height());
    data.put("expiresAt", desktop.expiresAt().toString());
    return data;
  }
}
