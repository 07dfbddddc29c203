package manyhands.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.session.DesktopView;
import manyhands.session.OpenDesktops;
import manyhands.session.SessionException;

/// Desktops without an agent over REST.
final class DesktopRoutes {
  private static final String ONE = "/api/desktops/{desktop}";

  private final OpenDesktops desktops;

  DesktopRoutes(OpenDesktops desktops) {
    this.desktops = desktops;
  }

  List<Route> routes() {
    return List.of(
        Route.post(
            "/api/desktops",
            "Open a desktop without an agent; it is ready when this returns.",
            DesktopRequest.class,
            201,
            Route.Answer.json(DesktopView.class),
            this::open),
        Route.get(
            "/api/desktops",
            "The open desktops, oldest first.",
            Route.Answer.items(DesktopView.class),
            this::list),
        Route.get(ONE, "One desktop.", Route.Answer.json(DesktopView.class), this::one),
        Route.delete(ONE, "Close a desktop; it is gone when this returns.", this::close),
        Route.get(
            ONE + "/screenshot",
            "Its screen now.",
            Route.Answer.of("image/png"),
            this::screenshot,
            Pictures.FORMAT,
            Pictures.WIDTH,
            Pictures.HEIGHT),
        Route.post(
            ONE + "/actions",
            "Perform one action, or a list of them in order until one fails.",
            Action.class,
            200,
            Route.Answer.json(ActionsDone.class),
            this::act));
  }

  /// What is asked for: a kind of desktop, or the default one.
  record DesktopRequest(String desktop) {}

  /// How many actions were performed.
  record ActionsDone(int performed) {}

  private void open(Context exchange) {
    Fields fields = Json.object(exchange).only("desktop");
    DesktopView desktop = desktops.open(fields.text("desktop"));
    exchange.header("Location", "/api/desktops/" + desktop.id());
    Json.send(exchange, 201, desktop);
  }

  private void list(Context exchange) {
    Json.send(exchange, 200, Map.of("items", desktops.list()));
  }

  private void one(Context exchange) {
    Json.send(exchange, 200, found(exchange));
  }

  private void close(Context exchange) {
    desktops.close(found(exchange).id(), "rest");
    exchange.status(204);
  }

  private void screenshot(Context exchange) {
    DesktopId id = found(exchange).id();
    Pictures.send(exchange, desktops.look(id, Pictures.wanted(exchange)));
  }

  private void act(Context exchange) {
    DesktopId id = found(exchange).id();
    List<Action> actions = Json.actions(exchange);
    for (Action action : actions) {
      desktops.perform(id, "rest", action);
    }
    Json.send(exchange, 200, new ActionsDone(actions.size()));
  }

  private DesktopView found(Context exchange) {
    DesktopId id = Parameters.desktop(exchange.pathParam("desktop"));
    return desktops
        .find(id)
        .orElseThrow(() ->
            new SessionException(
                SessionException.Code.NO_SUCH_DESKTOP, "No desktop " + id + " is open."));
  }
}
