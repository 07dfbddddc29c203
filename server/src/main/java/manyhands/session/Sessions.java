package manyhands.session;

import java.util.List;
import java.util.Optional;
import manyhands.desktop.Capture;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import org.jspecify.annotations.Nullable;

/// Every session of this server: commands go in here, facts come out of the log. Commands that
/// cannot be followed fail with a [SessionException], a store that fails with a
/// [manyhands.event.LogException]. Safe for use by many threads.
public interface Sessions extends AutoCloseable {

  /// The longest prompt that is taken, in characters: far beyond what a person types, and well
  /// within what a model can read.
  int MAX_PROMPT = 100_000;

  /// The most files that are given to a session: more are better packed into one.
  int MAX_FILES = 20;

  /// The most bytes of all these files together: each desktop gets them all.
  long MAX_FILE_BYTES = 50L << 20;

  /// The most sessions of one page of [#list].
  int MAX_PAGE = 200;

  /// Opens a session and returns once it is in the log; the work goes on by itself. The files are
  /// put under the home folder of every desktop before its agent begins.
  SessionView open(SessionRequest request, List<Upload> files);

  /// The same without files.
  default SessionView open(SessionRequest request) {
    return open(request, List.of());
  }

  Optional<SessionView> find(SessionId id);

  /// Sessions older than one (the newest ones when none is named), the newest first, at most
  /// `limit` and [#MAX_PAGE].
  SessionPage list(@Nullable SessionId olderThan, int limit);

  /// Stops a session: returns when its desktops are gone and the log says `stopped` and by whom (`a
  /// person`, `ctrl-c` ...), and after two seconds in any case: what a loaded machine has not
  /// removed by then is being removed. Does nothing when it has ended already, except that kept
  /// desktops are closed.
  void stop(SessionId id, String by);

  /// An agent's screen now, or its last picture once the desktop is gone.
  Picture look(SessionId session, AgentId agent, Capture capture);

  /// The seat in front of an agent's desktop: who acts there, take it, hand it back. Fails with
  /// `NO_DESKTOP` while the agent has none.
  Seat seat(SessionId session, AgentId agent);

  /// Orders to sessions that run, and to those that are to go on.
  SessionControl control();

  /// Opens an artifact by its name.
  ArtifactContent artifact(SessionId session, String name);

  /// Stops every session and returns when all desktops are gone, and after two seconds in any case.
  @Override
  void close();
}
