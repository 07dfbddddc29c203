package manyhands.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import manyhands.desktop.Action;
import manyhands.event.Event;
import manyhands.event.Event.ActionPerformed;
import manyhands.event.Event.Outcome;
import manyhands.event.Event.ToolUse;
import org.jspecify.annotations.Nullable;

/// What one reply of a model did and what came of it, taken from the facts as they come.
final class Deed {

  /// A command that takes longer than this waits for something.
  private static final int WAITING_MILLIS = 1_000;

  private final Map<String, Did> dids = new LinkedHashMap<>();
  private final String text;
  private final String before;
  private @Nullable String after;
  private boolean fresh;
  private boolean told;

  /// One call. `words` are there when it was begun, `action` when it touches the screen, `ended`
  /// when it has ended.
  private record Did(
      ToolUse call,
      @Nullable String words,
      @Nullable Action action,
      @Nullable ActionPerformed ended) {

    boolean isInput() {
      return action != null && !(action instanceof Action.Wait);
    }

    boolean isWait() {
      return action instanceof Action.Wait
          || (action == null && ended != null && ended.millis() >= WAITING_MILLIS);
    }

    boolean is(Outcome outcome) {
      return ended != null && ended.outcome() == outcome;
    }

    boolean resembles(Did other) {
      if (action != null && other.action != null) {
        return Resemblance.between(action, other.action);
      }
      return call.name().equals(other.call.name())
          && call.arguments().equals(other.call.arguments());
    }

    boolean endedLike(Did other) {
      return (ended == null) == (other.ended == null)
          && (ended == null
              || other.ended == null
              || (ended.outcome() == other.ended.outcome()
                  && ended.message().equals(other.ended.message())));
    }
  }

  /// `scene` is what was seen before.
  Deed(Event.ModelAnswered answered, String scene) {
    this.text = answered.text();
    this.before = scene;
    answered.calls().forEach(call -> dids.put(call.id(), new Did(call, null, null, null)));
  }

  private Deed(Deed other) {
    this.text = other.text;
    this.before = other.before;
    this.after = other.after;
    this.fresh = other.fresh;
    this.told = other.told;
    this.dids.putAll(other.dids);
  }

  Deed copy() {
    return new Deed(this);
  }

  void intended(Event.ActionIntended it) {
    dids.computeIfPresent(
        it.call(), (_, did) -> new Did(did.call(), it.words(), it.action(), did.ended()));
  }

  void ended(String call, ActionPerformed it) {
    dids.computeIfPresent(call, (_, did) -> new Did(did.call(), did.words(), did.action(), it));
  }

  /// What it led to on the screen.
  void saw(String scene) {
    after = scene;
  }

  /// It led to something that was not there before.
  void isFresh() {
    fresh = true;
  }

  boolean bringsNews() {
    return fresh;
  }

  /// Something was done about it.
  void isTold() {
    told = true;
  }

  boolean wasTold() {
    return told;
  }

  /// What a call that touches no screen asked and was answered, when it was; null otherwise.
  @Nullable String answered(String call) {
    Did did = dids.get(call);
    return did == null || did.words() == null || did.action() != null || !did.is(Outcome.PERFORMED)
        ? null
        : did.call().name()
            + (" " + did.call().arguments().hashCode())
            + (" " + Objects.requireNonNull(did.ended()).message().hashCode());
  }

  /// Something was begun and done, not only looked at.
  boolean hasDone() {
    return dids.values().stream().anyMatch(did -> did.words() != null && did.is(Outcome.PERFORMED));
  }

  /// A reply that called no tool.
  boolean isEmpty() {
    return dids.isEmpty();
  }

  /// It only looked at the screen.
  boolean onlyLooks() {
    return !isEmpty()
        && dids.values().stream().allMatch(did -> did.words() == null && did.is(Outcome.PERFORMED));
  }

  boolean waits() {
    return dids.values().stream().anyMatch(Did::isWait);
  }

  /// It touched neither mouse nor keyboard: after a wait, that is how one waits on.
  boolean isPassive() {
    return dids.values().stream().noneMatch(Did::isInput);
  }

  /// An action was held back since the screen had changed: no fault of the model's.
  boolean wasHeldBack() {
    return dids.values().stream().anyMatch(did -> did.is(Outcome.STALE));
  }

  /// It did what that one did.
  boolean resembles(Deed other) {
    return isAs(other, Did::resembles);
  }

  /// It did what that one did, and the same came of it.
  boolean isLike(Deed other) {
    return Objects.equals(after, other.after) && resembles(other) && isAs(other, Did::endedLike);
  }

  private boolean isAs(Deed other, BiPredicate<Did, Did> same) {
    List<Did> mine = List.copyOf(dids.values());
    List<Did> others = List.copyOf(other.dids.values());
    return !isEmpty()
        && mine.size() == others.size()
        && IntStream.range(0, mine.size()).allMatch(i -> same.test(mine.get(i), others.get(i)));
  }

  /// The screen was looked at afterwards.
  boolean hasLook() {
    return after != null;
  }

  /// The screen was the same afterwards.
  boolean changedNothing() {
    return before.equals(after);
  }

  /// The kind of error that it ended with; null when it did not.
  @Nullable String error() {
    Did failed = failed();
    return failed == null || failed.ended() == null
        ? null
        : failed.call().name() + " " + Resemblance.kind(failed.ended().message());
  }

  private @Nullable Did failed() {
    return dids.values().stream()
        .filter(did -> did.is(Outcome.FAILED) || did.is(Outcome.REFUSED))
        .findFirst()
        .orElse(null);
  }

  boolean hasFailed() {
    return failed() != null;
  }

  /// The tool that failed.
  String failedTool() {
    Did failed = failed();
    return failed == null ? "" : failed.call().name();
  }

  /// The first place that it touched, as its action has it; null when there is none.
  @Nullable Action action() {
    return dids.values().stream()
        .map(Did::action)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// What the model said beside its calls.
  String text() {
    return text;
  }

  /// The name of its last call; null when there was none.
  @Nullable String lastCall() {
    return dids.isEmpty() ? null : List.copyOf(dids.keySet()).getLast();
  }

  /// What it did, as a list of people's words.
  String words() {
    List<String> all = new ArrayList<>();
    for (Did did : dids.values()) {
      if (did.words() != null) {
        all.add(did.words());
      } else if (!did.is(Outcome.FAILED)) {
        all.add("called `" + did.call().name() + "`");
      }
    }
    return String.join(", then ", all);
  }

  /// The same with what came of it.
  String story() {
    String did = isEmpty() ? "called no tool" : words();
    return (did.isEmpty() ? "made a call that could not be carried out" : did) + ": " + result();
  }

  private String result() {
    if (hasFailed()) {
      return "failed";
    }
    if (!hasLook()) {
      return "done";
    }
    return changedNothing()
        ? "the screen did not change"
        : fresh ? "a new screen" : "a screen seen before";
  }
}
