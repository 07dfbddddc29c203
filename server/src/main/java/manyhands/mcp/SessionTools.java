package manyhands.mcp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.SessionId;
import manyhands.session.SessionControl;
import manyhands.session.SessionException;
import manyhands.session.SessionRequest;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.Sessions;
import org.jspecify.annotations.Nullable;

/// Whole jobs: a prompt that is split among agents with desktops of their own.
final class SessionTools {

  /// Lets time pass.
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private static final int MAX_ID = 100;
  private static final int MAX_NAME = 200;
  private static final int MAX_AGENTS = 100;
  private static final int MAX_DOLLARS = 1_000_000;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /// Clients give up on a call after minutes; they can ask again where it stands.
  private static final int MAX_WAIT_SECONDS = 600;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /// So often something is said while nothing happens, so that clients know that the call lives.
  private static final long QUIET_LOOKS = 40;

  private static final String WAIT =
      "wait so many seconds for its end, with progress notifications; 0 when left out: answers at"
          + " once";

  private final Sessions sessions;
  private final Sleeper sleeper;

  SessionTools(Sessions sessions, Sleeper sleeper) {
    this.sessions = sessions;
    this.sleeper = sleeper;
  }

  List<Tool> tools() {
    return List.of(
        new Tool(
            "start_session",
            "Start a session",
            "Has a whole job done: the prompt is split into tasks, and several agents work on them at"
                + " the same time, each at a desktop of its own. Ask `session_status` how far it is.",
            new Schema()
                .text("prompt", "what is to be done, complete and exact")
                .integer("agents?", 1, MAX_AGENTS, "how many agents; 2 when left out")
                .text(
                    "model?",
                    "the model, as PROVIDER or PROVIDER:MODEL; the usual one when left out")
                .text("kind?", "the kind of desktop; the usual one when left out")
                .number(
                    "max_dollars?",
                    MAX_DOLLARS,
                    "what the models may cost; at that the work stands still and a person is asked")
                .integer("wait_seconds?", 0, MAX_WAIT_SECONDS, WAIT)
                .build(),
            Tool.Effect.CHANGES,
            this::start),
        new Tool(
            "session_status",
            "Look at a session",
            "How far a session is: its tasks, what waits for a person, and its files.",
            new Schema()
                .text("session", "the id of the session")
                .integer("wait_seconds?", 0, MAX_WAIT_SECONDS, WAIT)
                .build(),
            Tool.Effect.READS,
            this::status),
        new Tool(
            "send_message",
            "Write to a session",
            "Writes to the agents of a session while they work; they read it before their next step."
                + " With `question` it is the answer to what an agent asked.",
            new Schema()
                .text("session", "the id of the session")
                .text("text", "the message")
                .text("agent?", "the id of one agent; all of them when left out")
                .text("question?", "the id of the question that this answers")
                .build(),
            Tool.Effect.ADDS,
            this::send),
        new Tool(
            "stop_session",
            "Stop a session",
            "Stops a session; its desktops are closed, what was collected stays.",
            new Schema().text("session", "the id of the session").build(),
            Tool.Effect.CHANGES,
            this::stop));
  }

  private Answer start(Arguments given, Tool.Progress progress) throws InterruptedException {
    given.allow(Set.of("prompt", "agents", "model", "kind", "max_dollars", "wait_seconds"));
    int wait = given.integer("wait_seconds", 0, MAX_WAIT_SECONDS, 0);
    SessionRequest request =
        new SessionRequest(
            given.text("prompt", Sessions.MAX_PROMPT),
            given.has("agents") ? Integer.valueOf(given.integer("agents", 1, MAX_AGENTS)) : null,
            given.optionalText("model", MAX_NAME),
            given.optionalText("kind", MAX_NAME),
            false,
            false,
            budget(given));
    return SessionWords.answer(await(sessions.open(request).id(), wait, progress));
  }

  private static @Nullable Budget budget(Arguments given) {
    if (!given.has("max_dollars")) {
      return null;
    }
    BigDecimal dollars = BigDecimal.valueOf(given.number("max_dollars", MAX_DOLLARS));
    long micro = dollars.multiply(MILLION).setScale(0, RoundingMode.UP).longValueExact();
    Budget usual = Budget.DEFAULT;
    Amounts all = new Amounts(null, null, null, micro);
    return new Budget(usual.steps(), usual.tokens(), usual.time(), null, all);
  }

  private Answer status(Arguments given, Tool.Progress progress) throws InterruptedException {
    given.allow(Set.of("session", "wait_seconds"));
    int wait = given.integer("wait_seconds", 0, MAX_WAIT_SECONDS, 0);
    return SessionWords.answer(await(id(given), wait, progress));
  }

  private Answer send(Arguments given, Tool.Progress progress) {
    given.allow(Set.of("session", "text", "agent", "question"));
    SessionId session = id(given);
    String text = given.text("text", SessionControl.MAX_MESSAGE);
    String agent = given.optionalText("agent", MAX_ID);
    String question = given.optionalText("question", MAX_ID);
    view(session);
    if (question != null) {
      sessions.control().tell(session, question, text, Tool.ACTOR);
      return Answer.of("The question was answered.");
    }
    sessions.control().send(session, agent == null ? null : agent(agent), text);
    return Answer.of("The message was sent.");
  }

  private Answer stop(Arguments given, Tool.Progress progress) {
    given.allow(Set.of("session"));
    SessionId id = id(given);
    view(id);
    sessions.stop(id, Tool.ACTOR);
    return SessionWords.answer(view(id));
  }

  private static AgentId agent(String text) {
    try {
      return new AgentId(text);
    } catch (IllegalArgumentException _) {
      throw new BadArguments("`" + Arguments.shortened(text) + "` is no agent's id");
    }
  }

  private static SessionId id(Arguments given) {
    String text = given.text("session", MAX_ID);
    try {
      return new SessionId(text);
    } catch (IllegalArgumentException _) {
      throw new BadArguments("`" + Arguments.shortened(text) + "` is no session's id");
    }
  }

  private SessionView view(SessionId id) {
    return sessions
        .find(id)
        .orElseThrow(() ->
            new SessionException(
                SessionException.Code.UNKNOWN_SESSION,
                "There is no session " + id + ": `start_session` answers with the id of its own."));
  }

  /// The session when it has ended, waits for a person, or the time is up.
  private SessionView await(SessionId id, int seconds, Tool.Progress progress)
      throws InterruptedException {
    SessionView view = view(id);
    long looks = Duration.ofSeconds(seconds).dividedBy(BETWEEN_LOOKS);
    long told = -1;
    for (long look = 0; look < looks && view.endedAt() == null && !waits(view); look++) {
      if (view.seq() != told || look % QUIET_LOOKS == 0) {
        told = view.seq();
        progress.say(
            SessionWords.ended(view), Math.max(1, view.tasks().size()), SessionWords.state(view));
      }
      sleeper.sleep(BETWEEN_LOOKS);
      view = view(id);
    }
    return view;
  }

  /// Nothing would come of waiting longer.
  private static boolean waits(SessionView view) {
    return !view.approvals().isEmpty()
        || !view.questions().isEmpty()
        || !view.budget().reached().isEmpty()
        || view.status() == SessionStatus.PAUSED
        || view.status() == SessionStatus.REVIEW;
  }
}
