package manyhands.session;

import java.time.Duration;
import manyhands.event.Budget;
import manyhands.event.Event.SessionOpened;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;

/// Checks what is asked for and fills in what is not.
final class SessionRequests {

  /// The usual number of agents, where so many are allowed.
  private static final int AGENTS = 2;

  /// The largest budget of a task: what nobody needs, and no number overflows at.
  private static final Budget LARGEST =
      new Budget(100_000, 1_000_000_000_000L, Duration.ofDays(30));

  private final SessionParts parts;

  SessionRequests(SessionParts parts) {
    this.parts = parts;
  }

  /// A request that can be followed.
  record Checked(SessionOpened opened, Model model, DesktopKind kind) {}

  Checked check(SessionRequest request) {
    checkPrompt(request.prompt());
    int agents = agents(request.agents());
    Budget budget = budget(request.budget());
    Model model = model(request.model());
    DesktopKind kind = parts.desktops().choose(request.desktop());
    SessionOpened opened =
        new SessionOpened(
            request.prompt(),
            agents,
            model.name(),
            kind.name(),
            request.review(),
            request.keep(),
            budget,
            Boolean.FALSE.equals(request.check()) ? false : null);
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

  private static Budget budget(@Nullable Budget wanted) {
    if (wanted == null) {
      return Budget.DEFAULT;
    }
    if (wanted.steps() < 1
        || wanted.steps() > LARGEST.steps()
        || wanted.tokens() < 1
        || wanted.tokens() > LARGEST.tokens()
        || !wanted.time().isPositive()
        || wanted.time().compareTo(LARGEST.time()) > 0) {
      throw new SessionException(
          Code.BAD_BUDGET,
          "a budget has from 1 to %,d steps, from 1 to %,d tokens and up to %d days"
              .formatted(LARGEST.steps(), LARGEST.tokens(), LARGEST.time().toDays()));
    }
    return wanted;
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
