package manyhands.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import manyhands.api.socketio.SocketIo;
import org.jspecify.annotations.Nullable;

/// The rules of the door, checked before every route, unknown ones too: an expected Host, no
/// foreign Origin, the token, and JSON alone as a body.
///
/// Names are checked and not only addresses because a foreign page can point a name of its own at
/// 127.0.0.1 (DNS rebinding); the Origin because a browser sends our cookie to every port of a
/// host.
final class Door {
  static final Set<String> OPEN_PATHS = Set.of("/health");
  private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private final ApiSettings settings;
  private final WebApp web;

  Door(ApiSettings settings, WebApp web) {
    this.settings = settings;
    this.web = web;
  }

  /// Who asks, and from what page; for requests that bring a secret of their own.
  void checkSender(Context request) {
    checkHost(request.header("Host"));
    checkOrigin(request);
  }

  void check(Context request) {
    checkSender(request);
    String path = request.path();
    if (isLogin(request) || OPEN_PATHS.contains(path) || isSocketIo(path) || web.isOpen(request)) {
      return;
    }
    if (!hasToken(request)) {
      throw noToken();
    }
    checkBody(request);
  }

  /// Whether a request of Socket.IO carries the token: it may also come inside, when the connection
  /// is there. A wrong one is refused.
  boolean admits(Context request) {
    boolean admitted = hasToken(request);
    if (!admitted && request.header("Authorization") != null) {
      throw noToken();
    }
    return admitted;
  }

  private static boolean isSocketIo(String path) {
    return path.equals(SocketIo.PATH) || path.equals(SocketIo.PATH + "/");
  }

  private static Refusal noToken() {
    return new Refusal(
        Refusal.Code.NO_TOKEN,
        "Send \"Authorization: Bearer TOKEN\" with the token from the data folder's file \"token\","
            + " or open the address that the server printed when it started.");
  }

  /// The address with the token in it, which a browser trades for a cookie.
  static boolean isLogin(Context request) {
    return request.path().equals("/")
        && request.method().equals(HandlerType.GET)
        && request.queryParam("token") != null;
  }

  boolean isToken(@Nullable String offered) {
    return offered != null && MessageDigest.isEqual(bytes(offered), bytes(settings.token()));
  }

  /// Browsers keep one jar of cookies for all ports of a host: two servers need two names.
  String cookieName(Context request) {
    return "manyhands-" + request.req().getLocalPort();
  }

  private boolean hasToken(Context request) {
    String header = request.header("Authorization");
    if (header != null) {
      return header.regionMatches(true, 0, "Bearer ", 0, 7) && isToken(header.substring(7).strip());
    }
    return isToken(request.cookie(cookieName(request)));
  }

  private void checkHost(@Nullable String host) {
    String name = host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    boolean expected =
        LOOPBACK_NAMES.contains(name)
            || name.equals(bracketed(settings.host()))
            || (settings.isEverywhere() && isAddress(name));
    if (!expected) {
      throw new Refusal(Refusal.Code.FOREIGN_HOST, "This server does not answer to that Host.");
    }
  }

  private void checkOrigin(Context request) {
    String origin = request.header("Origin");
    String host = String.valueOf(request.header("Host")).toLowerCase(Locale.ROOT);
    boolean foreign =
        origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    String site = request.header("Sec-Fetch-Site");
    boolean foreignPage = site != null && !OWN_PAGES.contains(site) && !web.isVisit(request);
    if (foreign || foreignPage) {
      throw new Refusal(
          Refusal.Code.FOREIGN_ORIGIN, "Pages of other sites may not call this server.");
    }
  }

  /// Files come with a request for a session, and nowhere else.
  private static boolean takesFiles(Context request) {
    return request.method().equals(HandlerType.POST)
        && request.path().equals(SessionRoutes.ALL)
        && SessionForm.isForm(request.contentType());
  }

  private static void checkBody(Context request) {
    boolean hasBody =
        request.req().getContentLengthLong() > 0 || request.header("Transfer-Encoding") != null;
    if (!hasBody || takesFiles(request)) {
      return;
    }
    String type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
    if (!type.matches("application/json\\s*(;.*)?")) {
      throw new Refusal(Refusal.Code.NOT_JSON, "Send a body as Content-Type: application/json.");
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
  }

  private static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("\\[[0-9a-f:.]+]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
