package manyhands.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.desktop.Capture;
import manyhands.desktop.FakeDesktop;
import manyhands.desktop.Size;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Budget;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import manyhands.session.ArtifactContent;
import manyhands.session.ArtifactView;
import manyhands.session.BudgetView;
import manyhands.session.Picture;
import manyhands.session.SessionControl;
import manyhands.session.SessionException;
import manyhands.session.SessionPage;
import manyhands.session.SessionRequest;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.Sessions;
import manyhands.session.Upload;
import manyhands.session.UsageView;
import org.jspecify.annotations.Nullable;

/// Sessions that only remember what they were told.
public final class FakeSessions implements Sessions {
  static final Instant THEN = Instant.parse("2026-01-31T10:15:00Z");

  public final List<SessionRequest> opened = new ArrayList<>();
  final Map<String, String> uploaded = new LinkedHashMap<>();
  final Map<String, Seat> seats = new ConcurrentHashMap<>();
  public final List<String> stopped = new ArrayList<>();
  public final Map<String, String> artifacts = new LinkedHashMap<>();
  @Nullable RuntimeException failure;
  public final FakeControl control = new FakeControl();

  @Override
  public SessionView open(SessionRequest request, List<Upload> files) {
    if (failure != null) {
      throw failure;
    }
    opened.add(request);
    files.forEach(file -> uploaded.put(file.name(), text(file)));
    return view("s-" + opened.size(), request.prompt());
  }

  @Override
  public Optional<SessionView> find(SessionId id) {
    return id.value().startsWith("s-")
        ? Optional.of(view(id.value(), "cheddar"))
        : Optional.empty();
  }

  @Override
  public SessionPage list(@Nullable SessionId olderThan, int limit) {
    return new SessionPage(List.of(view("s-2", "brie"), view("s-1", "cheddar")), null);
  }

  @Override
  public void stop(SessionId id, String by) {
    stopped.add(id.value());
  }

  @Override
  public Seat seat(SessionId session, AgentId agent) {
    return seats.computeIfAbsent(
        session + "/" + agent, _ -> new Seat(FakeDesktop.named("d-" + session)));
  }

  @Override
  public SessionControl control() {
    return control;
  }

  @Override
  public Picture look(SessionId session, AgentId agent, Capture capture) {
    return new Picture(
        new byte[] {1, 2, 3},
        capture.format().mediaType(),
        new Size(4, 3),
        new Size(8, 6),
        true,
        THEN);
  }

  @Override
  public ArtifactContent artifact(SessionId session, String name) {
    String text = artifacts.get(name);
    if (text == null) {
      throw new SessionException(SessionException.Code.UNKNOWN_ARTIFACT, "no such artifact");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ArtifactContent(
        new ArtifactView(
            name,
            new AgentId("a1"),
            null,
            bytes.length,
            new BlobId("0".repeat(64)),
            "text/html",
            null),
        new ByteArrayInputStream(bytes));
  }

  @Override
  public void close() {}

  private static SessionView view(String id, String prompt) {
    return new SessionView(
        new SessionId(id),
        prompt,
        SessionStatus.RUNNING,
        null,
        THEN,
        null,
        List.of(),
        List.of(),
        List.of(),
        UsageView.NONE,
        1,
        List.of(prompt),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        new BudgetView(Budget.DEFAULT.task(), null, List.of()));
  }

  private static String text(Upload file) {
    try (InputStream in = file.bytes().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
