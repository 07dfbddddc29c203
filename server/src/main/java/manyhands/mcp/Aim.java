package manyhands.mcp;

import java.util.List;
import manyhands.desktop.DesktopId;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;

/// Which desktop a call is about: the one that it names, or the only one that is open.
record Aim(OpenDesktops desktops) {

  static final String DESKTOP = "desktop";

  private static final int MAX_ID = 100;

  /// The schema of a tool that is used at a desktop.
  Schema schema() {
    return new Schema()
        .text(DESKTOP + "?", "the id of the desktop; the only open one when left out");
  }

  DesktopId at(Arguments given) {
    return given.has(DESKTOP) ? named(given).id() : only().id();
  }

  DesktopView named(Arguments given) {
    String name = given.text(DESKTOP, MAX_ID);
    return desktops.list().stream()
        .filter(it -> it.id().value().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new BadArguments(
                "no desktop `"
                    + Arguments.shortened(name)
                    + "` is open; open are: "
                    + open()
                    + ". `open_desktop` opens another"));
  }

  private DesktopView only() {
    List<DesktopView> open = desktops.list();
    if (open.size() == 1) {
      return open.getFirst();
    }
    throw new BadArguments(
        open.isEmpty()
            ? "no desktop is open: call `open_desktop` first"
            : "several desktops are open: say in `desktop` which one, of " + open());
  }

  private String open() {
    List<String> ids = desktops.list().stream().map(it -> it.id().value()).toList();
    return ids.isEmpty() ? "none" : String.join(", ", ids);
  }
}
