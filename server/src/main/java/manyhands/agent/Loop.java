package manyhands.agent;

import java.util.List;
import manyhands.desktop.Action;
import org.jspecify.annotations.Nullable;

/// A way in which an agent goes round in circles: what it is in words, for models and people; how
/// many more such steps there are between one rung and the next; and the action that has no effect,
/// if it is about one.
record Loop(String words, int again, @Nullable Action action) {

  /// So often the same may be done without effect: once by mistake, once to be sure, and a third
  /// time nobody learns anything by.
  static final int SAME = 3;

  /// So often the same may be done while it leads only to screens and answers of before, in no
  /// order: a box is ticked and cleared again, a text selected and let go.
  static final int KNOWN = 5;

  /// So often a cycle goes round: twice happens when something is compared or put right.
  static final int ROUNDS = 3;

  /// The longest cycle that is looked for. Longer ones are found by [#REVISITS].
  static final int LONGEST_CYCLE = 4;

  /// So many replies in a row may call no tool: after the first the model was told what to do.
  static final int EMPTY = 2;

  /// So often in a row the same kind of error may come, with other arguments each time: whoever
  /// searches a file tries a few names.
  static final int ERRORS = 4;

  /// So many steps in a row may lead to nothing new: going back and forth between pages that are
  /// known takes a person fewer.
  static final int REVISITS = 20;

  /// Between two rungs there are so many more of the same: time to try what was said, no more.
  static final int AGAIN = 2;

  /// A reply without a tool call is cheap to notice.
  static final int EMPTY_AGAIN = 1;

  /// A long way round shows whether it goes on only after some steps.
  static final int REVISITS_AGAIN = 5;

  /// How the deeds end in a loop; null when they do not. Deeds that wait are not among them.
  static @Nullable Loop in(List<Deed> deeds) {
    Loop found = empty(deeds);
    found = found == null ? same(deeds) : found;
    found = found == null ? known(deeds) : found;
    found = found == null ? cycle(deeds) : found;
    found = found == null ? errors(deeds) : found;
    return found == null ? revisits(deeds) : found;
  }

  private static @Nullable Loop empty(List<Deed> deeds) {
    int count = 0;
    for (Deed deed : deeds.reversed()) {
      if (!deed.isEmpty()) {
        break;
      }
      count++;
    }
    return count < EMPTY
        ? null
        : new Loop(count + " replies in a row called no tool", EMPTY_AGAIN, null);
  }

  private static @Nullable Loop same(List<Deed> deeds) {
    int count = 0;
    for (int i = deeds.size() - 1; i >= 0; i--) {
      Deed deed = deeds.get(i);
      boolean goesOn = i < deeds.size() - 1;
      if (goesOn && !deed.isLike(deeds.get(i + 1))) {
        break;
      }
      boolean repeats = i > 0 && deed.isLike(deeds.get(i - 1));
      if (deed.hasLook() ? !deed.changedNothing() : !repeats) {
        break;
      }
      count++;
    }
    if (count < SAME) {
      return null;
    }
    Deed last = deeds.getLast();
    String came =
        last.hasFailed()
            ? " has failed in the same way "
            : last.hasLook() ? " has changed nothing " : " has come to the same ";
    return new Loop(StuckWords.thing(last) + came + count + " times", AGAIN, last.action());
  }

  private static @Nullable Loop known(List<Deed> deeds) {
    int count = 0;
    for (Deed deed : deeds.reversed()) {
      if (deed.bringsNews() || !deed.resembles(deeds.getLast())) {
        break;
      }
      count++;
    }
    return count < KNOWN
        ? null
        : new Loop(
            StuckWords.thing(deeds.getLast())
                + " has led only to what was there before, "
                + count
                + " times",
            AGAIN,
            deeds.getLast().action());
  }

  private static @Nullable Loop cycle(List<Deed> deeds) {
    for (int period = 2; period <= LONGEST_CYCLE; period++) {
      if (goesRound(deeds, period)) {
        List<String> steps =
            deeds.subList(deeds.size() - period, deeds.size()).stream().map(Deed::words).toList();
        return new Loop(
            "the same "
                + period
                + " steps have led back to the same screens "
                + ROUNDS
                + " times ("
                + Words.shorten(String.join("; ", steps))
                + ")",
            period,
            null);
      }
    }
    return null;
  }

  private static boolean goesRound(List<Deed> deeds, int period) {
    int first = deeds.size() - period * ROUNDS;
    for (int i = deeds.size() - 1; i >= first + period; i--) {
      if (first < 0 || !deeds.get(i).isLike(deeds.get(i - period))) {
        return false;
      }
    }
    return first >= 0;
  }

  private static @Nullable Loop errors(List<Deed> deeds) {
    int count = 0;
    String kind = null;
    String tool = "";
    for (Deed deed : deeds.reversed()) {
      if (deed.onlyLooks()) {
        continue;
      }
      String error = deed.error();
      if (error == null || (kind != null && !kind.equals(error))) {
        break;
      }
      kind = error;
      tool = deed.failedTool();
      count++;
    }
    return count < ERRORS
        ? null
        : new Loop(
            "`" + tool + "` has failed " + count + " times in a row, each time in the same way",
            AGAIN,
            null);
  }

  private static @Nullable Loop revisits(List<Deed> deeds) {
    int count = 0;
    for (Deed deed : deeds.reversed()) {
      if (deed.bringsNews()) {
        break;
      }
      count++;
    }
    return count < REVISITS
        ? null
        : new Loop(
            count + " steps in a row have led to nothing new: every screen was seen before",
            REVISITS_AGAIN,
            null);
  }
}
