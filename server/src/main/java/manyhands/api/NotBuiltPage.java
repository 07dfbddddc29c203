package manyhands.api;

import io.javalin.http.Context;

/// Stands where the web app would be when this program was built without it.
final class NotBuiltPage {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
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
      <h1>Manyhands is running, without its web app</h1>
      <p>The app was left out when this server was built, because Node.js 20.19 or newer with npm was missing.
         Install it from <a href="https://nodejs.org">nodejs.org</a>, then start the server again: it builds
         the app in.</p>
      <p>Everything else works: give it a job with <code>./manyhands run "..."</code>, or over HTTP with
         <code>POST /api/sessions</code>. Every call is described in <a href="/openapi.json">openapi.json</a>.</p>
      </html>
      """;

  private NotBuiltPage() {}

  static void send(Context exchange) {
    exchange
        .contentType("text/html; charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        .result(PAGE);
  }
}
