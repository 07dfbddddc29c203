package manyhands.api;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
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
    checkSender(request.req(), web.isVisit(request));
  }

  void checkSender(HttpServletRequest request, boolean visit) {
    checkHost(request.getHeader("Host"));
    checkOrigin(request, visit);
  }

  /// The rules for what no page of ours calls.
  void checkProgram(HttpServletRequest request) {
    checkSender(request, false);
    if (!hasToken(request)) {
      throw noToken();
    }
    checkJson(request);
  }

  void check(Context request) {
    checkSender(request);
    String path = request.path();
    if (isLogin(request) || OPEN_PATHS.contains(path) || isSocketIo(path) || web.isOpen(request)) {
      return;
    }
    if (!hasToken(request.req())) {
      throw noToken();
    }
    if (!takesFiles(request)) {
      checkJson(request.req());
    }
  }

  /// Whether a request of Socket.IO carries the token: it may also come inside, when the connection
  /// is there. A wrong one is refused.
  boolean admits(Context request) {
    boolean admitted = hasToken(request.req());
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
    return cookieName(request.req());
  }

  private static String cookieName(HttpServletRequest request) {
    return "manyhands-" + request.getLocalPort();
  }

  private boolean hasToken(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null) {
      return header.regionMatches(true, 0, "Bearer ", 0, 7) && isToken(header.substring(7).strip());
    }
    Cookie[] cookies = request.getCookies();
    String name = cookieName(request);
    return cookies != null
        && Arrays.stream(cookies)
            .filter(it -> it.getName().equals(name))
            .findFirst()
            .map(it -> isToken(it.getValue()))
            .orElse(false);
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

  private static void checkOrigin(HttpServletRequest request, boolean visit) {
    String origin = request.getHeader("Origin");
    String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
    boolean foreign =
        origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreignPage = site != null && !OWN_PAGES.contains(site) && !visit;
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

  private static void checkJson(HttpServletRequest request) {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (hasBody && !type.matches("application/json\\s*(;.*)?")) {
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
