package manyhands.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopId;
import manyhands.desktop.RecordedPart;
import manyhands.desktop.RecordedScreen;
import manyhands.desktop.Recordings;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;

/// Shows what the agents of a session had before them at any moment: out of the recordings, and
/// where these have nothing newer, the picture that the agent was shown last. Fails with a
/// [manyhands.event.LogException].
public final class Replay {

  private final EventLog log;
  private final Blobs blobs;
  private final Recordings recordings;
  private final SeenPictures pictures;

  public Replay(EventLog log, Blobs blobs, Recordings recordings) {
    this.log = log;
    this.blobs = blobs;
    this.recordings = recordings;
    this.pictures = new SeenPictures(log);
  }

  /// A desktop that an agent had, and the parts of its recording.
  public record Recorded(
      AgentId agent, DesktopId desktop, Instant from, List<RecordedPart> parts) {}

  /// The screens of a session that were recorded, in the order in which agents got them.
  public List<Recorded> recorded(SessionId session) {
    List<Recorded> found = new ArrayList<>();
    Facts.now(log, session)
        .forEach(entry -> {
          if (entry.event() instanceof Event.DesktopReady ready) {
            List<RecordedPart> parts = recordings.parts(session.value(), ready.desktop());
            found.add(new Recorded(ready.agent(), ready.desktop(), entry.at(), parts));
          }
        });
    return found;
  }

  /// One part of a recording; empty when the session has no such desktop or the desktop no such
  /// part.
  public Optional<RecordedPart> part(SessionId session, DesktopId desktop, int number) {
    return recordings.parts(session.value(), desktop).stream()
        .filter(part -> part.number() == number)
        .findFirst();
  }

  public Recordings recordings() {
    return recordings;
  }

  /// An agent's screen when the entry with that number was written.
  public Optional<Moment> at(SessionId session, AgentId agent, long seq, Capture capture) {
    Facts facts = Facts.now(log, session);
    return moment(new Facts(log, session, Math.min(seq, facts.upTo())), agent, null, capture);
  }

  /// An agent's screen at that time.
  public Optional<Moment> at(SessionId session, AgentId agent, Instant time, Capture capture) {
    return moment(Facts.now(log, session), agent, time, capture);
  }

  private Optional<Moment> moment(
      Facts facts, AgentId agent, @Nullable Instant time, Capture capture) {
    Before before = new Before(agent, time);
    facts.forEach(before::read);
    if (before.desktop == null) {
      return Optional.empty();
    }
    Instant until = time == null ? before.last : time;
    Optional<RecordedScreen> recorded =
        recordings.at(facts.session().value(), before.desktop, until, capture);
    Entry seen = before.seen;
    if (seen == null) {
      return recorded.map(Moment::of);
    }
    if (recorded.isPresent() && recorded.get().drawn().isAfter(seen.at())) {
      return recorded.map(Moment::of);
    }
    return Optional.of(stored(seen));
  }

  /// Whether an agent of the session was shown that picture.
  public boolean hasPicture(SessionId session, BlobId picture) {
    return pictures.has(session, picture);
  }

  /// The bytes of a picture that an agent was shown.
  public byte[] picture(BlobId picture) {
    try (InputStream in = blobs.open(picture)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Moment stored(Entry seen) {
    Event.ScreenSeen picture = (Event.ScreenSeen) seen.event();
    return new Moment(
        picture(picture.picture()),
        picture.mediaType(),
        picture.size(),
        picture.screen(),
        seen.at());
  }

  /// Everything that there is of the session now, to be written as a zip.
  public Export export(SessionId session) {
    return new Export(Facts.now(log, session), blobs);
  }

  /// The files of the session so far, to be written as a zip.
  public ArtifactZip artifacts(SessionId session) {
    return new ArtifactZip(Facts.now(log, session), blobs);
  }

  /// What an agent had last before some moment.
  private static final class Before {

    private final AgentId agent;
    private final @Nullable Instant time;
    private @Nullable DesktopId desktop;
    private @Nullable Entry seen;
    private Instant last = Instant.EPOCH;

    Before(AgentId agent, @Nullable Instant time) {
      this.agent = agent;
      this.time = time;
    }

    void read(Entry entry) {
      if (time != null && entry.at().isAfter(time)) {
        return;
      }
      last = entry.at();
      if (entry.event() instanceof Event.DesktopReady ready && ready.agent().equals(agent)) {
        desktop = ready.desktop();
        seen = null;
      } else if (entry.event() instanceof Event.ScreenSeen screen && screen.agent().equals(agent)) {
        seen = entry;
      }
    }
  }
}
