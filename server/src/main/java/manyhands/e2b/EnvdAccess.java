package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may use a sandbox: who has its token, and for one file who has an address signed with it.
record EnvdAccess(EnvdSandboxes sandboxes, InstantSource clock) {

  static final String TOKEN = "X-Access-Token";
  static final String SIGNATURE = "signature";
  static final String EXPIRATION = "signature_expiration";

  /// The only one who lives there.
  static final String USER = "user";

  static boolean isToken(EnvdSandbox sandbox, @Nullable String offered) {
    return offered != null && MessageDigest.isEqual(bytes(sandbox.token()), bytes(offered));
  }

  /// Signed addresses name no sandbox when the server has one address for all: it is the one with
  /// whose token the signature was made.
  Optional<EnvdSandbox> signedFor(HttpServletRequest request) {
    if (request.getParameter(SIGNATURE) == null) {
      return Optional.empty();
    }
    List<EnvdSandbox> all = sandboxes.all();
    return all.stream().filter(sandbox -> isSigned(sandbox, request)).findFirst();
  }

  /// Why that file may not be used; empty when it may.
  Optional<String> refusal(EnvdSandbox sandbox, HttpServletRequest request) {
    String token = request.getHeader(TOKEN);
    if (token != null) {
      return isToken(sandbox, token)
          ? Optional.empty()
          : Optional.of("access token present in header but does not match");
    }
    if (request.getParameter(SIGNATURE) == null) {
      return Optional.of("missing signature query parameter");
    }
    if (!isSigned(sandbox, request)) {
      return Optional.of("invalid signature");
    }
    String expires = request.getParameter(EXPIRATION);
    boolean late = expires != null && Long.parseLong(expires) < clock.instant().getEpochSecond();
    return late ? Optional.of("signature is already expired") : Optional.empty();
  }

  private static boolean isSigned(EnvdSandbox sandbox, HttpServletRequest request) {
    String expires = request.getParameter(EXPIRATION);
    if (expires != null && !expires.matches("[0-9]{1,15}")) {
      return false;
    }
    String path = Optional.ofNullable(request.getParameter("path")).orElse("");
    String user = Optional.ofNullable(request.getParameter("username")).orElse("");
    String verb = request.getMethod().equals("POST") ? "write" : "read";
    String words =
        path
            + ":"
            + verb
            + ":"
            + user
            + ":"
            + sandbox.token()
            + (expires == null ? "" : ":" + expires);
    String offered = Optional.ofNullable(request.getParameter(SIGNATURE)).orElse("");
    return MessageDigest.isEqual(bytes(signature(words)), bytes(offered));
  }

  private static String signature(String words) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(words));
      return "v1_" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
