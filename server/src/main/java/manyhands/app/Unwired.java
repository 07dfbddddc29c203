package manyhands.app;

import java.util.List;
import java.util.Optional;
import manyhands.desktop.Action;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.session.ArtifactContent;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;
import manyhands.session.Picture;
import manyhands.session.SessionException;
import manyhands.session.SessionPage;
import manyhands.session.SessionRequest;
import manyhands.session.SessionView;
import manyhands.session.Sessions;
import org.jspecify.annotations.Nullable;

/// Stands where sessions will.
final class Unwired implements Sessions {
  private static SessionException no() {
    return new SessionException(SessionException.Code.UNSUPPORTED, "sessions are not wired yet.");
  }

  @Override
  public SessionView open(SessionRequest request) {
    throw no();
  }

  @Override
  public Optional<SessionView> find(SessionId id) {
    return Optional.empty();
  }

  @Override
  public SessionPage list(@Nullable SessionId olderThan, int limit) {
    return new SessionPage(List.of(), null);
  }

  @Override
  public void stop(SessionId id, String by) {}

  @Override
  public Picture look(SessionId session, AgentId agent, Capture capture) {
    throw no();
  }

  @Override
  public ArtifactContent artifact(SessionId session, String name) {
    throw no();
  }

  @Override
  public void close() {}

  static final class Desktops implements OpenDesktops {
    @Override
    public DesktopView open(@Nullable String kind) {
      throw no();
    }

    @Override
    public Optional<DesktopView> find(DesktopId id) {
      return Optional.empty();
    }

    @Override
    public List<DesktopView> list() {
      return List.of();
    }

    @Override
    public Picture look(DesktopId id, Capture capture) {
      throw no();
    }

    @Override
    public void perform(DesktopId id, String actor, Action action) {
      throw no();
    }

    @Override
    public void close(DesktopId id, String by) {}

    @Override
    public void close() {}
  }
}
