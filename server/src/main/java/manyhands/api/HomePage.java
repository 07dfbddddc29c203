package manyhands.api;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;

/// The page at `/`, and the trade of the token in its address for a cookie.
final class HomePage {
  private static final Duration COOKIE_LIFE = Duration.ofDays(30);
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Manyhands</title>
      <style>
        body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem;
               color: #1c1e21; background: #fafaf8 }
        code { background: #ecebe6; padding: .1em .35em; border-radius: .3em }
        @media (prefers-color-scheme: dark) { body { color: #e8e6e1; background: #17181a }
               code { background: #2a2b2e } a { color: #9ec1ff } }
      </style>
      <h1>Manyhands is running</h1>
      <p>Give it a job from a terminal: <code>./manyhands run "..."</code></p>
      <p>Or over HTTP: <code>POST /api/sessions</code> with <code>{"prompt": "..."}</code>.
         Every call is described in <a href="/openapi.json">openapi.json</a>;
         <a href="/api/sessions">sessions</a> and <a href="/api/machine">this machine</a> can be read here.</p>
      </html>
      """;

  private final Door door;

  HomePage(Door door) {
    this.door = door;
  }

  void serve(Context exchange) {
    if (Door.isLogin(exchange)) {
      login(exchange);
      return;
    }
    exchange
        .contentType("text/html; charset=utf-8")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'")
        .result(PAGE);
  }

  private void login(Context exchange) {
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
