package manyhands.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import manyhands.event.SessionId;
import manyhands.session.ArtifactContent;
import manyhands.session.SessionException;
import manyhands.session.SessionPage;
import manyhands.session.SessionRequest;
import manyhands.session.SessionView;
import manyhands.session.Sessions;

/// Sessions over REST.
final class SessionRoutes {
  private static final int PAGE = 50;
  static final String ALL = "/api/sessions";
  private static final String ONE = "/api/sessions/{session}";

  private final Sessions sessions;

  SessionRoutes(Sessions sessions) {
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            ALL,
            "Open a session: the work starts at once. As a form, with files for every desktop.",
            SessionRequest.class,
            201,
            Route.Answer.json(SessionView.class),
            this::open),
        Route.get(
            ALL,
            "The sessions, newest first.",
            Route.Answer.items(SessionView.class),
            this::list,
            new Route.Query(
                "before", "only sessions older than this one (`next` of the last page)"),
            new Route.Query("limit", "at most so many, 1 to " + Sessions.MAX_PAGE)),
        Route.get(ONE, "One session, whole.", Route.Answer.json(SessionView.class), this::one),
        Route.post(
            ONE + "/stop",
            "Stop a session; its desktops are gone when this returns.",
            null,
            200,
            Route.Answer.json(SessionView.class),
            this::stop),
        Route.get(
            ONE + "/artifacts/<path>",
            "A file that an agent made, by the artifact's name.",
            Route.Answer.of("application/octet-stream"),
            this::artifact));
  }

  private void open(Context exchange) {
    SessionView session;
    try (SessionForm form = SessionForm.read(exchange)) {
      session = sessions.open(request(form.session()), form.files());
    }
    exchange.header("Location", "/api/sessions/" + session.id());
    Json.send(exchange, 201, session);
  }

  private static SessionRequest request(Fields all) {
    Fields fields =
        all.only(
            "prompt", "agents", "model", "desktop", "review", "keep", "budget", "check", "secrets");
    return new SessionRequest(
        fields.textOr("prompt", ""),
        fields.integer("agents"),
        fields.text("model"),
        fields.text("desktop"),
        fields.flag("review"),
        fields.flag("keep"),
        Budgets.budget(fields.nested("budget")),
        fields.has("check") ? fields.flag("check") : null,
        SecretFields.read(fields.nested("secrets")));
  }

  private void list(Context exchange) {
    String before = exchange.queryParam("before");
    SessionPage page =
        sessions.list(
            before == null ? null : Parameters.session(before),
            (int) Parameters.number(exchange, "limit", PAGE, 1, Sessions.MAX_PAGE));
    Json.send(exchange, 200, page);
  }

  private void one(Context exchange) {
    Json.send(exchange, 200, found(Parameters.session(exchange.pathParam("session"))));
  }

  private void stop(Context exchange) {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    found(id);
    sessions.stop(id, "a person");
    Json.send(exchange, 200, found(id));
  }

  private void artifact(Context exchange) throws IOException {
    SessionId id = Parameters.session(exchange.pathParam("session"));
    ArtifactContent content = sessions.artifact(id, exchange.pathParam("path"));
    try (InputStream bytes = content.bytes()) {
      Attachment.send(exchange, content.artifact().name(), content.artifact().size(), bytes);
    }
  }

  private SessionView found(SessionId id) {
    Optional<SessionView> session = sessions.find(id);
    return session.orElseThrow(() ->
        new SessionException(
            SessionException.Code.UNKNOWN_SESSION, "There is no session " + id + "."));
  }
}
