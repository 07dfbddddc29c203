package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Direction;
import manyhands.desktop.Point;

/// Performs actions on a screen, one at a time, and returns when its server has taken them. What an
/// action pressed is released when it ends, however it ends. An action is checked as a whole before
/// anything is sent. Safe for many threads.
final class RfbInput {

  /// A server that is alive answers within milliseconds; a loaded one within a second.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Between press and release: programs that poll the mouse must see it down.
  private static final long CLICK_MILLIS = 8;

  /// Between the clicks of a double click; desktops want them within 250 to 500 ms.
  private static final long BETWEEN_CLICKS_MILLIS = 30;

  private static final int LONGEST_HOLD_MILLIS = 60_000;
  private static final int LONGEST_WAIT_MILLIS = 300_000;

  /// As fast as a keyboard repeats by itself.
  private static final long BETWEEN_PRESSES_MILLIS = 20;

  /// A long list's worth of arrow keys.
  private static final int MOST_PRESSES = 100;

  /// Some screens' worth of scrolling.
  private static final int MOST_TICKS = 100;

  private final RfbClient client;
  private final Hand hand;
  private final Pace pace = new Pace();
  private final SpareKeys spare;
  private final Typist typist;
  private final Drags drags;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  RfbInput(RfbClient client, KeyboardLayout layout) {
    this.client = client;
    this.hand = new Hand(client);
    this.spare = new SpareKeys(layout, hand);
    this.typist = new Typist(client, hand, spare, pace);
    this.drags = new Drags(hand, pace);
    client.whenEnded(pace::cutShort);
  }

  /// Fails with `BAD_ACTION` before anything was sent, with `INTERRUPTED` (the thread's interrupt
  /// stays set, or the action was cut short), `TIMEOUT`, or as the connection did.
  void perform(Action action) {
    try {
      oneAtATime.lockInterruptibly();
      try {
        performAlone(action);
      } finally {
        oneAtATime.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "The action was interrupted.", e);
    }
  }

  /// Ends the action that is under way, if any, at its next rest.
  void cutShort() {
    pace.cutShort();
  }

  /// Releases every key and button at once, also in the middle of an action.
  void release() {
    hand.loosenTo(Hand.Grip.NOTHING);
  }

  private void performAlone(Action action) throws InterruptedException {
    pace.begin();
    client.check();
    Hand.Grip before = hand.grip();
    Hand.Grip after = before;
    try {
      doPerform(action);
      if (action instanceof Action.MouseDown) {
        after = hand.grip();
      }
    } catch (DesktopException e) {
      // What cut it short may have been the end of the connection, which says more.
      client.check();
      throw e;
    } finally {
      hand.loosenTo(after);
    }
    if (!(action instanceof Action.Wait)) {
      client.roundTrip(PATIENCE);
    }
  }

  private void doPerform(Action action) throws InterruptedException {
    switch (action) {
      case Action.Move(int x, int y) -> {
        inside(x, y);
        hand.move(x, y);
      }
      case Action.Click(int x, int y, Button button, List<String> held) ->
          click(x, y, button, held, 1);
      case Action.DoubleClick(int x, int y, Button button, List<String> held) ->
          click(x, y, button, held, 2);
      case Action.TripleClick(int x, int y, Button button, List<String> held) ->
          click(x, y, button, held, 3);
      case Action.MouseDown(int x, int y, Button button) -> {
        inside(x, y);
        hand.move(x, y);
        hand.pressButtons(x, y, mask(button));
      }
      case Action.MouseUp(int x, int y, Button button) -> {
        inside(x, y);
        hand.move(x, y);
        hand.releaseButtons(x, y, mask(button));
      }
      case Action.Drag(List<Point> path, Button button, List<String> held) -> {
        drags.check(path);
        path.forEach(point -> inside(point.x(), point.y()));
        hold(held);
        drags.drag(path, mask(button));
      }
      case Action.Scroll(int x, int y, Direction direction, int ticks, List<String> held) -> {
        inside(x, y);
        between(0, ticks, MOST_TICKS, "notches of the wheel");
        hold(held);
        scroll(x, y, direction, ticks);
      }
      case Action.Type(String text) -> typist.type(text, PATIENCE);
      case Action.TypeSecret(String name, _) ->
          throw new DesktopException(
              Code.BAD_ACTION, "Only a seat knows the secret " + name + " and can type it.");
      case Action.Press press -> {
        Chord chord = Chord.parse(press.keys());
        int times = press.count();
        between(1, times, MOST_PRESSES, "presses of a key");
        for (int i = 0; i < times; i++) {
          if (i > 0) {
            pace.rest(BETWEEN_PRESSES_MILLIS);
          }
          press(chord, CLICK_MILLIS);
        }
      }
      case Action.Hold(String keys, int millis) -> {
        Chord chord = Chord.parse(keys);
        between(0, millis, LONGEST_HOLD_MILLIS, "ms of holding a key");
        press(chord, millis);
      }
      case Action.Wait(int millis) -> {
        between(0, millis, LONGEST_WAIT_MILLIS, "ms of waiting");
        pace.rest(millis);
      }
    }
  }

  private void click(int x, int y, Button button, List<String> held, int times)
      throws InterruptedException {
    inside(x, y);
    hold(held);
    hand.move(x, y);
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        pace.rest(BETWEEN_CLICKS_MILLIS);
      }
      hand.pressButtons(x, y, mask(button));
      pace.rest(CLICK_MILLIS);
      hand.releaseButtons(x, y, mask(button));
    }
  }

  private void scroll(int x, int y, Direction direction, int ticks) {
    int wheel =
        switch (direction) {
          case UP -> 1 << 3;
          case DOWN -> 1 << 4;
          case LEFT -> 1 << 5;
          case RIGHT -> 1 << 6;
        };
    hand.move(x, y);
    for (int i = 0; i < ticks; i++) {
      hand.pressButtons(x, y, wheel);
      hand.releaseButtons(x, y, wheel);
    }
  }

  private void press(Chord chord, long millis) throws InterruptedException {
    for (int keysym : chord.keysyms()) {
      spare.use(keysym);
    }
    chord.keysyms().forEach(hand::press);
    pace.rest(millis);
    for (int keysym : chord.keysyms().reversed()) {
      hand.release(keysym);
    }
  }

  private void hold(List<String> modifiers) {
    if (!modifiers.isEmpty()) {
      Chord.parse(String.join("+", modifiers)).keysyms().forEach(hand::press);
    }
  }

  private void inside(int x, int y) {
    var size = client.framebuffer().size();
    if (!size.contains(x, y)) {
      throw new DesktopException(
          Code.BAD_ACTION,
          "The point "
              + x
              + ","
              + y
              + " is outside the screen, whose pixels go from 0,0 to "
              + (size.width() - 1)
              + ","
              + (size.height() - 1)
              + ".");
    }
  }

  private static void between(int least, int value, int most, String what) {
    if (value < least || value > most) {
      throw new DesktopException(
          Code.BAD_ACTION, value + " " + what + ": it must be " + least + " to " + most + ".");
    }
  }

  private static int mask(Button button) {
    return switch (button) {
      case LEFT -> 1;
      case MIDDLE -> 1 << 1;
      case RIGHT -> 1 << 2;
    };
  }
}
