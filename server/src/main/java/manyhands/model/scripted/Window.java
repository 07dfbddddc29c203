package manyhands.model.scripted;

import java.util.List;

/// The active window as its marker file tells: class name and title, both empty when there is none.
record Window(String windowClass, String title) {

  /// Where a desktop writes it, in the home folder.
  static final String MARKER = ".manyhands/window";

  static final Window NONE = new Window("", "");

  static Window of(String marker) {
    List<String> lines = marker.lines().toList();
    return new Window(
        lines.isEmpty() ? "" : lines.get(0).strip(), lines.size() < 2 ? "" : lines.get(1).strip());
  }

  String words() {
    return windowClass.isEmpty()
        ? "no window"
        : "a window of "
            + windowClass
            + (title.isEmpty() ? "" : " with the title \"" + title + "\"");
  }
}
