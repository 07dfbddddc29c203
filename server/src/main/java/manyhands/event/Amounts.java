package manyhands.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Amounts of what work uses: steps (model replies), tokens (in and out), time and money in
/// micro-dollars. What is absent is not limited, or not meant.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Amounts(
    @Nullable Integer steps,
    @Nullable Long tokens,
    @Nullable Duration time,
    @Nullable Long microDollars) {

  public static final Amounts NONE = new Amounts(null, null, null, null);

  /// What can run out.
  public enum What {
    STEPS,
    TOKENS,
    TIME,
    MONEY;

    /// `steps`, `tokens`, `time`, `money`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Both together; what one of them does not mean is the other's.
  public Amounts plus(Amounts more) {
    return new Amounts(
        more.steps == null ? steps : Integer.valueOf(or(steps, 0) + more.steps),
        more.tokens == null ? tokens : Long.valueOf(or(tokens, 0L) + more.tokens),
        more.time == null ? time : or(time, Duration.ZERO).plus(more.time),
        more.microDollars == null
            ? microDollars
            : Long.valueOf(or(microDollars, 0L) + more.microDollars));
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /// With so much more of what is limited here; what is not stays so.
  public Amounts raised(Amounts more) {
    return new Amounts(
        steps == null ? null : Integer.valueOf(steps + or(more.steps, 0)),
        tokens == null ? null : Long.valueOf(tokens + or(more.tokens, 0L)),
        time == null ? null : time.plus(or(more.time, Duration.ZERO)),
        microDollars == null ? null : Long.valueOf(microDollars + or(more.microDollars, 0L)));
  }

  /// Only that one.
  public Amounts only(What what) {
    return new Amounts(
        what == What.STEPS ? steps : null,
        what == What.TOKENS ? tokens : null,
        what == What.TIME ? time : null,
        what == What.MONEY ? microDollars : null);
  }

  /// One of them as a number: steps, tokens, seconds, micro-dollars; null when it is absent.
  public @Nullable Long number(What what) {
    return switch (what) {
      case STEPS -> steps == null ? null : Long.valueOf(steps);
      case TOKENS -> tokens;
      case TIME -> time == null ? null : Long.valueOf(time.toSeconds());
      case MONEY -> microDollars;
    };
  }

  /// True when nothing is meant.
  @JsonIgnore
  public boolean isNothing() {
    return equals(NONE);
  }

  /// The first of these limits that is used up; null when there is room in each.
  public @Nullable What usedUp(Amounts used) {
    for (What what : What.values()) {
      if (what == What.TIME ? reached(time, used.time) : reached(number(what), used.number(what))) {
        return what;
      }
    }
    return null;
  }

  private static <T extends Comparable<T>> boolean reached(@Nullable T limit, @Nullable T there) {
    return limit != null && there != null && there.compareTo(limit) >= 0;
  }
}
