package manyhands.api;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;

/// The trade of the token in the printed address for a cookie.
final class Login {
  private static final Duration COOKIE_LIFE = Duration.ofDays(30);

  private final Door door;

  Login(Door door) {
    this.door = door;
  }

  void trade(Context exchange) {
    String token = String.valueOf(exchange.queryParam("token"));
    if (!door.isToken(token)) {
      throw new Refusal(
          Refusal.Code.NO_TOKEN, "That is not this server's token: open the address it printed.");
    }
    Cookie cookie =
        new Cookie(
            door.cookieName(exchange),
            token,
            "/",
            (int) COOKIE_LIFE.toSeconds(),
            false,
            true,
            null,
            SameSite.STRICT);
    exchange.cookie(cookie).header("Referrer-Policy", "no-referrer").redirect("/");
  }
}
