package manyhands.desktop;

/// A screen that can be seen and touched, whatever machine it belongs to. Every method fails with a
/// [DesktopException]; once one failed with `LOST`, `PROTOCOL` or `CLOSED` all do. Safe for use by
/// many threads; actions are performed one at a time.
public interface Desktop extends AutoCloseable {

  DesktopId id();

  Size size();

  /// The screen as it is now, without waiting.
  Look look(Capture capture);

  /// A part of the screen as it is now, at most as large as that, in its own pixels where it fits.
  /// What of the region is not on the screen is left out.
  Screenshot zoom(Rectangle region, Capture capture);

  /// Where the pointer is, as far as anybody knows who moved it.
  Point pointer();

  /// Performs the action and returns when the desktop's screen server has taken it. Keys and
  /// buttons that the action pressed are released also when it fails or its thread is interrupted;
  /// only `MouseDown` leaves one down.
  void perform(Action action);

  /// Ends the action that is being performed, if any, within some milliseconds: it fails with
  /// `INTERRUPTED`, what it pressed is released. Returns at once.
  void cutShort();

  /// Waits for the screen after an action: what was drawn since [#perform] was last called counts,
  /// time runs from the moment it returned. Regions that change all the time do not count.
  Settled settle(Patience patience);

  /// Compares what was seen with the screen now, around the action's target: the whole screen for
  /// keys, nothing for `Wait`. Regions that change all the time do not count.
  Comparison compare(Frame seen, Action next);

  /// A name for what the frame shows, also after a restart of the server: frames with the same name
  /// show the same. Regions that change all the time do not count.
  String scene(Frame seen);

  /// Releases every key and button that is down.
  void release();

  /// Somebody moves the pointer through a connection of their own: pictures show it there, from the
  /// next [#release] on also as the pointer and not as part of the screen.
  default void pointerMoved(Point at) {}

  /// The machine behind the screen: commands and files.
  Machine machine();

  /// Ends the connection to the screen; the machine goes on until its provider stops it.
  @Override
  void close();
}
