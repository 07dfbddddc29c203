package manyhands.session;

import java.time.Duration;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event.SessionOpened;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.secret.SecretException;
import manyhands.secret.Secrets;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;

/// Checks what is asked for and fills in what is not.
final class SessionRequests {

  /// The usual number of agents, where so many are allowed.
  private static final int AGENTS = 2;

  /// The largest budget of a task: what nobody needs, and no number overflows at.
  private static final long MOST_STEPS = 100_000;

  private static final long MOST_TOKENS = 1_000_000_000_000L;
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final long MOST_MICRO_DOLLARS = 1_000_000_000_000L;

  private final SessionParts parts;

  SessionRequests(SessionParts parts) {
    this.parts = parts;
  }

  /// A request that can be followed.
  record Checked(SessionOpened opened, Model model, DesktopKind kind) {}

  /// What a person entrusts to the session.
  Secrets secrets(SessionRequest request) {
    try {
      return Secrets.of(request.secrets());
    } catch (SecretException e) {
      throw new SessionException(Code.BAD_SECRETS, Words.of(e));
    }
  }

  Checked check(SessionRequest request, Secrets secrets) {
    checkPrompt(request.prompt());
    int agents = agents(request.agents());
    Model model = model(request.model());
    Budget budget = budget(request.budget(), model);
    DesktopKind kind = parts.desktops().choose(request.desktop());
    SessionOpened opened =
        new SessionOpened(
            secrets.masked(request.prompt()),
            agents,
            model.name(),
            kind.name(),
            request.review(),
            request.keep(),
            budget,
            Boolean.FALSE.equals(request.check()) ? false : null,
            secrets.names());
    return new Checked(opened, model, kind);
  }

  /// What a session that goes on needs again: a prompt, the model and the kind of desktop that it
  /// was opened with.
  Checked check(SessionOpened opened, String prompt) {
    checkPrompt(prompt);
    return new Checked(opened, model(opened.model()), parts.desktops().choose(opened.desktop()));
  }

  private static void checkPrompt(String prompt) {
    if (prompt.isBlank()) {
      throw new SessionException(Code.EMPTY_PROMPT, "the prompt is empty: say what is to be done");
    }
    if (prompt.length() > Sessions.MAX_PROMPT) {
      throw new SessionException(
          Code.PROMPT_TOO_LONG,
          "the prompt has %,d characters, and at most %,d are taken: shorten it, or put long texts into files"
              .formatted(prompt.length(), Sessions.MAX_PROMPT));
    }
  }

  private int agents(@Nullable Integer wanted) {
    int most = parts.limits().agents();
    if (wanted == null) {
      return Math.min(AGENTS, most);
    }
    if (wanted < 1 || wanted > most) {
      throw new SessionException(
          Code.BAD_AGENTS, "a session has from 1 to %d agents, not %d".formatted(most, wanted));
    }
    return wanted;
  }

  private static Budget budget(@Nullable Budget wanted, Model model) {
    if (wanted == null) {
      return Budget.DEFAULT;
    }
    Amounts session = wanted.session();
    if (!isPositive(wanted.task()) || (session != null && !isPositive(session))) {
      throw new SessionException(
          Code.BAD_BUDGET,
          "a budget has from 1 to %,d steps, from 1 to %,d tokens, up to %d days and up to %,d dollars"
              .formatted(
                  MOST_STEPS, MOST_TOKENS, LONGEST.toDays(), MOST_MICRO_DOLLARS / 1_000_000));
    }
    boolean money =
        wanted.microDollars() != null || (session != null && session.microDollars() != null);
    if (money && !model.isPriced()) {
      throw new SessionException(
          Code.BAD_BUDGET,
          "no price is known for the model "
              + model.name()
              + ", so that a budget in dollars would bound nothing: say its price with"
              + " MANYHANDS_PRICES, or bound steps, tokens or time");
    }
    return wanted;
  }

  /// True when every amount that is named is one that can be meant, and at least one is.
  static boolean isPositive(Amounts amounts) {
    return !amounts.isNothing()
        && within(amounts.steps() == null ? null : Long.valueOf(amounts.steps()), MOST_STEPS)
        && within(amounts.tokens(), MOST_TOKENS)
        && (amounts.time() == null
            || (amounts.time().isPositive() && amounts.time().compareTo(LONGEST) <= 0))
        && within(amounts.microDollars(), MOST_MICRO_DOLLARS);
  }

  private static boolean within(@Nullable Long amount, long most) {
    return amount == null || (amount >= 1 && amount <= most);
  }

  private Model model(@Nullable String wanted) {
    String name = wanted == null ? parts.models().usual() : wanted;
    if (!parts.models().knows(name)) {
      throw new SessionException(
          Code.UNKNOWN_MODEL,
          "there is no model called \"%s\"; there is: %s"
              .formatted(Words.brief(name), String.join(", ", parts.models().names())));
    }
    try {
      return parts.models().model(name);
    } catch (ModelException e) {
      throw new SessionException(Code.UNAVAILABLE, Words.of(e), e);
    }
  }
}
