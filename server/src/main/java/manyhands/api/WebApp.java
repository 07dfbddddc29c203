package manyhands.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.regex.Pattern;

/// The web app at its addresses. All of it is open: it holds no secret, and asks `/api` for
/// everything, where the token is wanted.
final class WebApp {
  /// Only what we serve ourselves runs, and is drawn; nobody may frame it. `'self'` includes our
  /// own WebSockets.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " font-src 'self'; connect-src 'self'; frame-src 'self' blob:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  /// A year, as long as a cache keeps anything.
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /// The addresses that a person may open; what is at them the app decides.
  private static final Pattern PAGES =
      Pattern.compile("/|/session/[^/]+|/desktops(/[^/]+)?|/settings");

  /// What begins so is answered to programs, and never with a page.
  private static final Pattern FOR_PROGRAMS =
      Pattern.compile("/(api|mcp|socket\\.io|health|metrics|openapi\\.json)\\b");

  private final WebFiles files;

  WebApp(WebFiles files) {
    this.files = files;
  }

  void route(RoutesConfig routes) {
    for (String path : List.of("/session/{id}", "/desktops", "/desktops/{id}", "/settings")) {
      routes.get(path, this::page);
    }
    routes.get("/{file}", this::file);
    routes.get("/assets/{file}", this::file);
  }

  /// Whether this needs no token: known to be ours, by its exact path.
  boolean isOpen(Context request) {
    HandlerType method = request.method();
    boolean reading = method.equals(HandlerType.GET) || method.equals(HandlerType.HEAD);
    return reading && (isPage(request.path()) || files.at(request.path()) != null);
  }

  /// Somebody follows a link or types an address. That is welcome from any site: a page tells that
  /// site nothing.
  boolean isVisit(Context request) {
    String mode = request.header("Sec-Fetch-Mode");
    boolean wantsPage =
        mode == null
            ? String.valueOf(request.header("Accept")).contains("text/html")
            : mode.equals("navigate");
    return wantsPage
        && request.method().equals(HandlerType.GET)
        && !FOR_PROGRAMS.matcher(request.path()).lookingAt();
  }

  private static boolean isPage(String path) {
    return PAGES.matcher(path).matches();
  }

  /// The app, which reads in the address what to show.
  void page(Context exchange) {
    WebFile index = files.index();
    if (index == null) {
      NotBuiltPage.send(exchange);
    } else {
      send(exchange, index);
    }
  }

  /// Lets the app say that there is nothing at this address, or that the token is missing; false
  /// when it was no person who asked.
  boolean refuse(Context exchange) {
    WebFile index = files.index();
    if (index == null || !isVisit(exchange)) {
      return false;
    }
    exchange.status(isPage(exchange.path()) ? 401 : 404);
    send(exchange, index);
    return true;
  }

  private void file(Context exchange) {
    WebFile file = files.at(exchange.path());
    if (file == null) {
      throw new Refusal(Refusal.Code.NO_SUCH_ROUTE, "The web app has no such file.");
    }
    send(exchange, file);
  }

  private static void send(Context exchange, WebFile file) {
    boolean zip =
        file.gzip() != null && String.valueOf(exchange.header("Accept-Encoding")).contains("gzip");
    String tag = "\"" + file.tag() + (zip ? "-gzip\"" : "\"");
    exchange
        .disableCompression()
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", file.lasting() ? FOR_EVER : "no-cache")
        .header("Vary", "Accept-Encoding")
        .header("ETag", tag);
    boolean known = String.valueOf(exchange.header("If-None-Match")).contains(tag);
    if (known && exchange.statusCode() == 200) {
      exchange.status(304);
      return;
    }
    byte[] zipped = file.gzip();
    exchange.contentType(file.type());
    if (zip && zipped != null) {
      exchange.header("Content-Encoding", "gzip").result(zipped);
    } else {
      exchange.result(file.bytes());
    }
  }
}
