package manyhands.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import manyhands.api.socketio.SocketIo;
import manyhands.session.Outside;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.jspecify.annotations.Nullable;

/// The server that everybody from outside comes through. `start` returns when it can answer; it
/// fails with a [ListenException] when the address cannot be had.
public final class ApiServer implements AutoCloseable {
  /// Room for a long cookie or two; a sender of more wants to exhaust us.
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /// Many more watchers than one machine has people; each costs a few kilobytes.
  private static final int MAX_CONNECTIONS = 4_000;

  /// Connections that wait to be accepted. When hundreds come in one moment, the usual 50 make the
  /// kernel reset some of the rest.
  private static final int WAITING_CONNECTIONS = 1_024;

  /// What every answer says to browsers, unless it knows better.
  static final Map<String, String> PROTECTION =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cache-Control", "no-store");

  private final ApiSettings settings;
  private final List<Route> routes;
  private final List<SideDoor> sides;
  private final PrometheusMeterRegistry metrics;
  private final WebApp web;
  private final Door door;
  private final Screens screens;
  private final Feeds feeds;
  private final SocketIo socketIo;
  private @Nullable Javalin javalin;

  public ApiServer(
      ApiSettings settings, WebFiles web, Commands commands, PrometheusMeterRegistry metrics) {
    this(settings, web, commands, metrics, List.of());
  }

  /// With other doors beside these.
  public ApiServer(
      ApiSettings settings,
      WebFiles web,
      Commands commands,
      PrometheusMeterRegistry metrics,
      List<SideDoor> sides) {
    this.sides = sides;
    this.settings = settings;
    this.metrics = metrics;
    this.web = new WebApp(web);
    this.door = new Door(settings, this.web);
    this.screens = new Screens(commands, door);
    Outside outside = commands.outside();
    this.feeds = new Feeds(commands.log(), commands.thinking(), outside.threads());
    this.socketIo = new SocketIo(new SocketDoor(door, feeds), outside.threads(), outside.ids());
    this.routes = routes(settings, commands, metrics, screens, feeds);
  }

  /// The route table: what is served and what `/openapi.json` says are the same list.
  static List<Route> routes(
      ApiSettings settings,
      Commands commands,
      PrometheusMeterRegistry metrics,
      Screens screens,
      Feeds feeds) {
    List<Route> table =
        Stream.of(
                new SessionRoutes(commands.sessions()).routes(),
                new ControlRoutes(commands.sessions()).routes(),
                new ReplayRoutes(commands.sessions(), commands.replay()).routes(),
                new PictureRoutes(commands.replay()).routes(),
                new EventRoutes(commands.log(), feeds).routes(),
                new DesktopRoutes(commands.desktops()).routes(),
                new SeatRoutes(commands.sessions(), commands.desktops()).routes(),
                screens.routes(),
                new SystemRoutes(settings, commands.machine(), metrics).routes())
            .flatMap(List::stream)
            .toList();
    return Stream.concat(
            table.stream(),
            Stream.of(
                Route.get(
                    "/openapi.json",
                    "This description.",
                    Route.Answer.of("application/json"),
                    exchange ->
                        Json.send(exchange, 200, OpenApi.describe(table, settings.version())))))
        .toList();
  }

  public void start() {
    Javalin server = Javalin.create(this::configure);
    try {
      server.start();
    } catch (RuntimeException e) {
      server.stop();
      throw ListenException.of(settings, e);
    }
    javalin = server;
    socketIo.start();
  }

  /// The port it listens on.
  public int port() {
    return javalin == null ? settings.port() : javalin.port();
  }

  /// How many Socket.IO clients there are.
  int clients() {
    return socketIo.clients();
  }

  /// How many streams somebody follows.
  int followed() {
    return feeds.size();
  }

  @Override
  public void close() {
    socketIo.close();
    feeds.close();
    if (javalin != null) {
      javalin.stop();
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = Json.MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    config.jetty.modifyHttpConfiguration(ApiServer::limit);
    config.jetty.addConnector(this::connector);
    config.jetty.modifyServletContextHandler(context -> {
      context.getServletHandler().setDecodeAmbiguousURIs(true);
      context.addEventListener(new Uncompressed(context));
      forgetSessions(context.getSessionHandler());
      sides.forEach(side -> new Doorkeeper(side, door, metrics).guard(context));
    });
    config.jetty.modifyServer(server -> {
      server.addBean(new org.eclipse.jetty.server.NetworkConnectionLimit(MAX_CONNECTIONS, server));
      server.setErrorHandler(new PlainErrors());
      server.setStopTimeout(0);
    });
    config.routes.before(this::receive);
    config.routes.after(this::count);
    config.routes.get("/", this::home);
    config.routes.wsBeforeUpgrade(door::checkSender);
    socketIo.route(config.routes);
    for (Route route : routes) {
      config.routes.addEndpoint(
          Endpoint.create(route.method(), route.path()).handler(route.handler()));
    }
    screens.serve(config);
    web.route(config.routes);
    config.routes.exception(HttpResponseException.class, this::refuseAsJavalin);
    config.routes.exception(Exception.class, this::refuse);
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    return connector;
  }

  /// Every WebSocket makes a session of the servlet kind, which would stay for ever.
  private static void forgetSessions(SessionHandler sessions) {
    NullSessionCache cache = new NullSessionCache(sessions);
    cache.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(cache);
    sessions.setUsingCookies(false);
  }

  /// A file's name may hold any character once it is escaped; it is looked up by its exact name, so
  /// that nothing in it can lead anywhere else.
  private static void limit(HttpConfiguration http) {
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "names",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
  }

  private void receive(Context exchange) {
    PROTECTION.forEach(exchange::header);
    door.check(exchange);
  }

  private void home(Context exchange) {
    if (Door.isLogin(exchange)) {
      new Login(door).trade(exchange);
    } else {
      web.page(exchange);
    }
  }

  private void count(Context exchange) {
    metrics
        .counter("manyhands.requests", "status", String.valueOf(exchange.statusCode() / 100) + "xx")
        .increment();
  }

  private void refuseAsJavalin(HttpResponseException e, Context exchange) {
    Refusal.Code code =
        switch (e.getStatus()) {
          case 404 -> Refusal.Code.NO_SUCH_ROUTE;
          case 405 -> Refusal.Code.WRONG_METHOD;
          case 413 -> Refusal.Code.TOO_LARGE;
          default -> Refusal.Code.BAD_REQUEST;
        };
    String where = exchange.method().equals(HandlerType.GET) ? "" : " for " + exchange.method();
    refuse(
        new Refusal(code, "There is nothing here" + where + "; /openapi.json lists what is."),
        exchange);
  }

  private void refuse(Exception e, Context exchange) {
    Problem problem = Problems.told(e, "answer " + exchange.method() + " " + exchange.path());
    boolean strayed = problem.status() == 401 || problem.status() == 404;
    if ((strayed && web.refuse(exchange)) || exchange.res().isCommitted()) {
      return;
    }
    if (problem.status() == Problems.status(Refusal.Code.NO_TOKEN)) {
      exchange.header("WWW-Authenticate", "Bearer");
    }
    exchange
        .status(problem.status())
        .contentType(Problem.MEDIA_TYPE)
        .result(Json.MAPPER.writeValueAsBytes(problem));
  }
}
