package manyhands.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.session.OpenDesktops;
import manyhands.session.SeatView;
import manyhands.session.Sessions;

/// Who has a desktop's mouse and keyboard, over REST.
final class SeatRoutes {
  private static final String AGENTS = "/api/sessions/{session}/agents/{agent}/seat";
  private static final String DESKTOPS = "/api/desktops/{desktop}/seat";

  private final Sessions sessions;
  private final OpenDesktops desktops;

  SeatRoutes(Sessions sessions, OpenDesktops desktops) {
    this.sessions = sessions;
    this.desktops = desktops;
  }

  /// Who is to have it: `human` or `agent`.
  record SeatRequest(String holder) {}

  List<Route> routes() {
    return List.of(
        get(AGENTS, this::ofAgent),
        post(AGENTS, this::ofAgent),
        get(DESKTOPS, this::ofDesktop),
        post(DESKTOPS, this::ofDesktop));
  }

  private static Route get(String path, Function<Context, Seat> seat) {
    return Route.get(
        path,
        "Who has the mouse and keyboard.",
        Route.Answer.json(SeatView.class),
        exchange -> Json.send(exchange, 200, SeatView.of(seat.apply(exchange))));
  }

  private static Route post(String path, Function<Context, Seat> seat) {
    return Route.post(
        path,
        "Take over as a person (`human`), for longer if you have it; or hand back (`agent`).",
        SeatRequest.class,
        200,
        Route.Answer.json(SeatView.class),
        exchange -> change(exchange, seat.apply(exchange)));
  }

  private Seat ofAgent(Context exchange) {
    return sessions.seat(
        Parameters.session(exchange.pathParam("session")),
        Parameters.agent(exchange.pathParam("agent")));
  }

  private Seat ofDesktop(Context exchange) {
    return desktops.seat(Parameters.desktop(exchange.pathParam("desktop")));
  }

  private static void change(Context exchange, Seat seat) {
    switch (Json.object(exchange).only("holder").textOr("holder", "")) {
      case "human" -> seat.take(new Actor.Human("rest"));
      case "agent" -> seat.handBack("handed back");
      default -> throw Refusal.badField("holder", "must be human or agent.");
    }
    Json.send(exchange, 200, SeatView.of(seat));
  }
}
