package manyhands.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a browser complains about: errors in its console and of its pages, violations of the
/// content security policy, and requests to any other host.
final class Complaints {
  /// The browser tells of these in its console only, as an error with the words of the policy.
  private static final String VIOLATIONS =
      """
      document.addEventListener("securitypolicyviolation", (it) =>
        console.error("violates the policy: " + it.violatedDirective + " " + it.blockedURI +
          " at " + it.sourceFile + ":" + it.lineNumber));
      """;

  /// A screen that is being left while a picture of it is still on its way, as noVNC says it; and
  /// one that was over just before it was asked for or connected to, as the browser says it of any
  /// refusal.
  private static final List<Pattern> ENDS_OF_SCREENS =
      List.of(
          Pattern.compile("^Got data while (disconnected|in an invalid state)"),
          Pattern.compile("^WebSocket connection to .*/screen\\?.* response code: 409"),
          Pattern.compile("status of 409 .*/screen-ticket:"));

  private final List<String> heard = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>(ENDS_OF_SCREENS);

  Complaints(BrowserContext context, URI server) {
    context.addInitScript(VIOLATIONS);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        heard.add(message.text() + " (" + message.location() + ")");
      }
    });
    context.onWebError(error -> heard.add(error.error()));
    context.onRequest(request -> {
      URI address = URI.create(request.url().replaceFirst("[?#].*", ""));
      boolean itself = List.of("blob", "data").contains(address.getScheme());
      if (!itself && !server.getAuthority().equals(address.getAuthority())) {
        heard.add("asked " + request.url());
      }
    });
  }

  /// From now on such a complaint is what a test wants to see.
  void expect(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  void assertNone() {
    assertThat(heard)
        .as("what the browser complained about")
        .filteredOn(words -> expected.stream().noneMatch(it -> it.matcher(words).find()))
        .isEmpty();
  }
}
