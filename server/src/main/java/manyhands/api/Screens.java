package manyhands.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.SessionId;
import manyhands.seat.Seat;

/// Desktops to watch and touch live: tickets over REST, and the sockets that they open.
final class Screens {
  private static final String AGENT = "/api/sessions/{session}/agents/{agent}/screen";
  private static final String DESKTOP = "/api/desktops/{desktop}/screen";

  private final Commands commands;
  private final Door door;
  private final Tickets tickets;
  private final ScreenSockets sockets;

  Screens(Commands commands, Door door) {
    this.commands = commands;
    this.door = door;
    this.tickets = new Tickets(commands.outside().ids(), System::nanoTime);
    this.sockets = new ScreenSockets(commands.outside());
  }

  /// What is asked for: `only` to watch without touching.
  record TicketRequest(String view) {}

  /// Where to connect within so many seconds, once.
  record TicketView(String ticket, String path, long seconds) {}

  List<Route> routes() {
    return List.of(ticket(AGENT, this::ofAgent), ticket(DESKTOP, this::ofDesktop));
  }

  private Route ticket(String path, Function<Context, Supplier<Seat>> seat) {
    return Route.post(
        path + "-ticket",
        "A ticket for the screen socket: once, within 30 s.",
        TicketRequest.class,
        200,
        Route.Answer.json(TicketView.class),
        exchange -> issue(exchange, seat.apply(exchange).get()));
  }

  private void issue(Context exchange, Seat seat) {
    String view = Json.object(exchange).only("view").textOr("view", "");
    if (!view.isEmpty() && !view.equals("only")) {
      throw Refusal.badField("view", "must be only, or left out.");
    }
    Tickets.Ticket ticket = tickets.issue(seat.desktop().id(), view.equals("only"));
    String path = exchange.path().replaceFirst("-ticket$", "") + "?ticket=" + ticket.secret();
    Json.send(exchange, 200, new TicketView(ticket.secret(), path, Tickets.VALID.toSeconds()));
  }

  /// Serves the sockets.
  void serve(JavalinConfig config) {
    serve(config, AGENT, this::ofAgent);
    serve(config, DESKTOP, this::ofDesktop);
  }

  private void serve(JavalinConfig config, String path, Function<Context, Supplier<Seat>> seat) {
    config.routes.wsBeforeUpgrade(path, exchange -> admit(exchange, seat));
    config.routes.ws(path, sockets::serve);
  }

  private void admit(Context exchange, Function<Context, Supplier<Seat>> finder) {
    door.checkSender(exchange);
    Supplier<Seat> use = finder.apply(exchange);
    Seat seat = use.get();
    String offered = exchange.queryParam("ticket");
    Tickets.Ticket ticket =
        tickets
            .redeem(offered == null ? "" : offered, seat.desktop().id())
            .orElseThrow(() ->
                new Refusal(
                    Refusal.Code.BAD_TICKET,
                    "This ticket was used, is too old, or is for another desktop: ask for a new one."));
    sockets.admit(exchange, new ScreenSockets.Admission(seat, ticket.viewOnly(), use));
  }

  private Supplier<Seat> ofAgent(Context exchange) {
    SessionId session = Parameters.session(exchange.pathParam("session"));
    AgentId agent = Parameters.agent(exchange.pathParam("agent"));
    return () -> commands.sessions().seat(session, agent);
  }

  private Supplier<Seat> ofDesktop(Context exchange) {
    DesktopId desktop = Parameters.desktop(exchange.pathParam("desktop"));
    return () -> commands.desktops().seat(desktop);
  }
}
