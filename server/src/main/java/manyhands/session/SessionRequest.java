package manyhands.session;

import java.util.Map;
import manyhands.event.Budget;
import manyhands.secret.GivenSecret;
import org.jspecify.annotations.Nullable;

/// What a person asks for. Only the prompt is needed; what is absent gets its default: two agents
/// (or as many as are allowed), the default model and kind of desktop, and [Budget#DEFAULT] for
/// every task. `keep` leaves the desktops running when the work is done, until the session is
/// stopped. With `check` false nobody checks what agents claim. `secrets` are typed for agents by
/// their names.
public record SessionRequest(
    String prompt,
    @Nullable Integer agents,
    @Nullable String model,
    @Nullable String desktop,
    boolean review,
    boolean keep,
    @Nullable Budget budget,
    @Nullable Boolean check,
    Map<String, GivenSecret> secrets) {

  /// Without a secret.
  public SessionRequest(
      String prompt,
      @Nullable Integer agents,
      @Nullable String model,
      @Nullable String desktop,
      boolean review,
      boolean keep,
      @Nullable Budget budget,
      @Nullable Boolean check) {
    this(prompt, agents, model, desktop, review, keep, budget, check, Map.of());
  }

  /// With results that are checked.
  public SessionRequest(
      String prompt,
      @Nullable Integer agents,
      @Nullable String model,
      @Nullable String desktop,
      boolean review,
      boolean keep,
      @Nullable Budget budget) {
    this(prompt, agents, model, desktop, review, keep, budget, null);
  }

  public static SessionRequest of(String prompt) {
    return new SessionRequest(prompt, null, null, null, false, false, null);
  }
}
